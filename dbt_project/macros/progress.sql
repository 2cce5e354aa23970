{#- Whether a value meets what a target asks for; null where one of them is missing. -#}
{% macro is_met(value, comparator, required_value) -%}
    case {{ comparator }}
        when 'gte' then {{ value }} >= {{ required_value }}
        when 'gt' then {{ value }} > {{ required_value }}
        when 'lte' then {{ value }} <= {{ required_value }}
        when 'lt' then {{ value }} < {{ required_value }}
    end
{%- endmacro %}

{#- Whether a value is at or better than the straight line from the baseline (at its year) to the target (at its
    year). Without a line - no baseline, or one not before the milestone - only meeting the target helps: null.
    A line that does not rise or fall towards the better side (hold, direction only) is no path either: null. -#}
{% macro is_on_line(
    value, value_year, baseline_value, baseline_year, required_value, target_year, better_direction
) -%}
    case
        when {{ baseline_year }} >= {{ target_year }} then null
        when {{ better_direction }} = 'higher' and {{ required_value }} > {{ baseline_value }}
            then {{ value }} >= {{ line_value(value_year, baseline_value, baseline_year, required_value, target_year) }}
        when {{ better_direction }} = 'lower' and {{ required_value }} < {{ baseline_value }}
            then {{ value }} <= {{ line_value(value_year, baseline_value, baseline_year, required_value, target_year) }}
    end
{%- endmacro %}

{% macro line_value(value_year, baseline_value, baseline_year, required_value, target_year) -%}
    {{ baseline_value }} + ({{ required_value }} - {{ baseline_value }})
    * cast({{ value_year }} - {{ baseline_year }} as double) / nullif({{ target_year }} - {{ baseline_year }}, 0)
{%- endmacro %}

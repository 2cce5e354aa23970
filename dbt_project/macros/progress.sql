{#- How far a value lies above another one. The rounding makes "exactly on the line" mean what it says: 110 people
    and 10 per cent are 121, in binary arithmetic 121.00000000000001. No plan prints more than two decimals. -#}
{% macro difference(value, other_value) -%}
    round({{ value }} - ({{ other_value }}), 6)
{%- endmacro %}

{#- Whether a value meets what a target asks for; null where one of them is missing. -#}
{% macro is_met(value, comparator, required_value) -%}
    case {{ comparator }}
        when 'gte' then {{ difference(value, required_value) }} >= 0
        when 'gt' then {{ difference(value, required_value) }} > 0
        when 'lte' then {{ difference(value, required_value) }} <= 0
        when 'lt' then {{ difference(value, required_value) }} < 0
    end
{%- endmacro %}

{#- The straight line from the baseline (at its year) to the target (at its year), in the year of the value. -#}
{% macro line_value(value_year, baseline_value, baseline_year, required_value, target_year) -%}
    {{ baseline_value }}
    + ({{ required_value }} - {{ baseline_value }}) * ({{ value_year }} - {{ baseline_year }})
    / nullif({{ target_year }} - {{ baseline_year }}, 0)
{%- endmacro %}

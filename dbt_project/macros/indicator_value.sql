{#- The value of an indicator: a share in per cent (0-100) where the unit is pct, else the count itself; from numerator
    and denominator where a source gives both, else as it states it. -#}
{% macro indicator_value(unit, numerator, denominator, stated_value='null') -%}
    case
        when {{ unit }} <> 'pct' then coalesce({{ numerator }}, {{ stated_value }})
        when {{ numerator }} is not null and {{ denominator }} is not null
            then 100.0 * {{ numerator }} / nullif({{ denominator }}, 0)
        else {{ stated_value }}
    end
{%- endmacro %}

{#- Why an indicator has no value; null where it has one. -#}
{% macro missing_reason(value, numerator, denominator) -%}
    case
        when {{ value }} is not null then null
        when {{ denominator }} = 0 then 'denominator_zero'
        when {{ numerator }} is null and {{ denominator }} is not null then 'numerator_missing'
        when {{ numerator }} is not null and {{ denominator }} is null then 'denominator_missing'
        else 'not_stated'
    end
{%- endmacro %}

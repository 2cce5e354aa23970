{#- Wilson score bound of a share at 95 %, in per cent (0-100); null without a positive denominator.
    `side` is -1 for the lower bound and 1 for the upper. 1.959963984540054 is the 97.5 % point of the normal
    distribution, 3.841458820694124 its square. Rounded beyond any use, so that engines agree to the last digit. -#}
{% macro wilson_bound(numerator, denominator, side) -%}
    case
        when {{ denominator }} > 0 and {{ numerator }} between 0 and {{ denominator }}
            then round(100.0 * greatest(0.0, least(1.0,
                (
                    {{ numerator }} / {{ denominator }}
                    + 3.841458820694124 / (2.0 * {{ denominator }})
                    + {{ side }} * 1.959963984540054 * sqrt(
                        {{ numerator }} * ({{ denominator }} - {{ numerator }}) / power({{ denominator }}, 3)
                        + 3.841458820694124 / (4.0 * power({{ denominator }}, 2))
                    )
                )
                / (1.0 + 3.841458820694124 / {{ denominator }})
            )), 6)
    end
{%- endmacro %}

{#- The school year a day lies in, `2023/2024`: 1 September to 31 August. -#}
{% macro school_year(day) -%}
    case
        when extract(month from {{ day }}) >= 9
            then concat(
                cast(extract(year from {{ day }}) as string), '/', cast(extract(year from {{ day }}) + 1 as string)
            )
        else concat(
            cast(extract(year from {{ day }}) - 1 as string), '/', cast(extract(year from {{ day }}) as string)
        )
    end
{%- endmacro %}

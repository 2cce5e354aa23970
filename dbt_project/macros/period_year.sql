{#- The year a period counts for: a calendar year itself, a school year (2023/2024) the year it ends. -#}
{% macro period_year(period) -%}
    cast(substring({{ period }}, length({{ period }}) - 3, 4) as int)
{%- endmacro %}

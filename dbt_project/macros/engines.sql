{#- The only place where engines differ: each macro is dispatched on the adapter. -#}

{% macro last_day_of_year(year) -%}
    {{ return(adapter.dispatch('last_day_of_year')(year)) }}
{%- endmacro %}

{% macro default__last_day_of_year(year) -%}
    make_date({{ year }}, 12, 31)
{%- endmacro %}

{% macro first_day(year, month) -%}
    {{ return(adapter.dispatch('first_day')(year, month)) }}
{%- endmacro %}

{% macro default__first_day(year, month) -%}
    make_date({{ year }}, {{ month }}, 1)
{%- endmacro %}

{% macro days_before(day, days) -%}
    {{ return(adapter.dispatch('days_before')(day, days)) }}
{%- endmacro %}

{% macro default__days_before(day, days) -%}
    cast({{ day }} - interval {{ days }} day as date)
{%- endmacro %}

{#- The different texts of a group in alphabetical order, joined by a semicolon; null without any. -#}
{% macro different_texts(text) -%}
    {{ return(adapter.dispatch('different_texts')(text)) }}
{%- endmacro %}

{% macro default__different_texts(text) -%}
    string_agg(distinct {{ text }}, '; ' order by {{ text }})
{%- endmacro %}

{% macro spark__different_texts(text) -%}
    nullif(array_join(array_sort(collect_set({{ text }})), '; '), '')
{%- endmacro %}

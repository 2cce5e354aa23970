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

{#- Sixteen hexadecimal digits that are the same for the same text. -#}
{% macro fingerprint(text) -%}
    {{ return(adapter.dispatch('fingerprint')(text)) }}
{%- endmacro %}

{% macro default__fingerprint(text) -%}
    substring(sha256({{ text }}), 1, 16)
{%- endmacro %}

{% macro spark__fingerprint(text) -%}
    substring(sha2({{ text }}, 256), 1, 16)
{%- endmacro %}

{#- What somebody typed, in one line and without the marks at its end. -#}
{% macro plain_text(text) -%}
    {{ return(adapter.dispatch('plain_text')(text)) }}
{%- endmacro %}

{% macro default__plain_text(text) -%}
    trim(regexp_replace(regexp_replace({{ text }}, '[\s\x{a0}]+', ' ', 'g'), '[ .,;:!…]+$', ''))
{%- endmacro %}

{% macro spark__plain_text(text) -%}
    trim(regexp_replace(regexp_replace({{ text }}, '[\\s\\x{a0}]+', ' '), '[ .,;:!…]+$', ''))
{%- endmacro %}

{#- DuckDB reads the landed Parquet by path; Spark gets a view over the same files under the name of each source:
    `dbt run-operation views_over_sources --target spark`, once a session, before the build. The path stands in the
    source's meta: as `files` where DuckDB needs an option beside it. -#}
{% macro views_over_sources() -%}
    {%- for source in graph.sources.values() -%}
        {%- set meta = source.config.meta -%}
        {%- set files = meta.get('files', meta.external_location) | replace('{name}', source.name) -%}
        {%- set view = source.schema ~ '.' ~ source.name -%}
        {%- do run_query('create schema if not exists ' ~ source.schema) -%}
        {%- do run_query('create view ' ~ view ~ ' as select * from parquet.`' ~ files ~ '`') -%}
    {%- endfor -%}
{%- endmacro %}

{#- In place of dbt-spark's own, which pastes the values in as they are: a null would become the text 'None', an
    apostrophe would end its text. -#}
{% macro spark__load_csv_rows(model, agate_table) -%}
    {%- set types = model.config.column_types -%}
    {%- set rows = [] -%}
    {%- for row in agate_table.rows -%}
        {%- set values = [] -%}
        {%- for name, value in row.items() -%}
            {%- set literal = 'null' if value is none else "'" ~ dbt.escape_single_quotes(value | string) ~ "'" -%}
            {%- set type = types.get(name) or adapter.convert_type(agate_table, loop.index0) -%}
            {%- do values.append('cast(' ~ literal ~ ' as ' ~ type ~ ')') -%}
        {%- endfor -%}
        {%- do rows.append('(' ~ values | join(', ') ~ ')') -%}
    {%- endfor -%}
    {%- set statement = 'insert into ' ~ this ~ ' values ' ~ rows | join(', ') -%}
    {%- do adapter.add_query(statement, abridge_sql_log=True) -%}
    {{ return(statement) }}
{%- endmacro %}

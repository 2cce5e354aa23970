{#- S1, S2 or R of a collection, `2024/2025-S1`. -#}
{% macro collection_kind(collection) -%}
    substring({{ collection }}, 11, 2)
{%- endmacro %}

{#- The school year of a collection. -#}
{% macro collection_school_year(collection) -%}
    substring({{ collection }}, 1, 9)
{%- endmacro %}

{#- The calendar year in which the window of events of a collection ends; the refinement has that of S2. -#}
{% macro collection_year(collection) -%}
    case
        when {{ collection_kind(collection) }} = 'S1' then cast(substring({{ collection }}, 1, 4) as int)
        else cast(substring({{ collection }}, 6, 4) as int)
    end
{%- endmacro %}

{#- The last day that a collection tells of: 31 December or 30 June; the refinement corrects what June told. -#}
{% macro collection_end(collection) -%}
    case
        when {{ collection_kind(collection) }} = 'S1' then {{ last_day_of_year(collection_year(collection)) }}
        else {{ days_before(first_day(collection_year(collection), 7), 1) }}
    end
{%- endmacro %}

{#- Whether a code stands in a list of codes with commas between them. -#}
{% macro is_listed(code, codes) -%}
    concat(',', {{ codes }}, ',') like concat('%,', {{ code }}, ',%')
{%- endmacro %}

{#- The collection of the same kind a school year before: `2023/2024-S1` for `2024/2025-S1`. -#}
{% macro collection_year_before(collection) -%}
    concat(
        cast(cast(substring({{ collection }}, 1, 4) as int) - 1 as string), '/', substring({{ collection }}, 1, 4),
        substring({{ collection }}, 10, 3)
    )
{%- endmacro %}

{#- Whose count of cases it is: the schools' that brought them, or the institution's own. -#}
{% macro reported_by(reporter_kind) -%}
    case when {{ reporter_kind }} in ('school', 'vocational_school') then 'school' else 'institution' end
{%- endmacro %}

{#- Whether what has a first and a last day, either of them open, is valid on a day. -#}
{% macro is_valid_on(day, row) -%}
    {{ day }} between coalesce({{ row }}.valid_from, {{ day }}) and coalesce({{ row }}.valid_to, {{ day }})
{%- endmacro %}

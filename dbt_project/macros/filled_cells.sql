{#- The lines of a form as one row a filled-in cell: its columns one below the other. `lines` is a landed table of
    lines with `line_key`, `activity_key` and `results_year`; a figure is told as a number, anything else as text. -#}
{% macro filled_cells(form, lines, figures, texts) -%}
    {% for field in texts + figures %}
        select
            municipality,
            reporter_id,
            '{{ form }}' as form,
            collection,
            '{{ field }}' as field,
            line_key,
            activity_key,
            results_year,
            {% if field in figures %}cast({{ field }} as double){% else %}cast(null as double){% endif %} as value_number,
            {% if field in texts %}cast({{ field }} as string){% else %}cast(null as string){% endif %} as value_text,
            submission_id,
            sheet,
            nullif(regexp_extract(letters, '(^|,){{ field }}=([A-Z]+)', 2), '') || cast(row as string) as cell
        from {{ lines }}
        where {{ field }} is not null
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
{%- endmacro %}

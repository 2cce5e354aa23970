{#- Fails on rows whose columns, none of them null, do not stand as `to_columns` (default: the same names) in `to`. -#}
{% test refers_to(model, to, columns, to_columns=none) %}
{%- set to_columns = to_columns or columns %}
select child.*
from {{ model }} as child
left join {{ to }} as parent
    on {% for column in columns %}child.{{ column }} = parent.{{ to_columns[loop.index0] }}
    {% if not loop.last %}and {% endif %}{% endfor %}
where
    parent.{{ to_columns[0] }} is null
    {% for column in columns %}and child.{{ column }} is not null {% endfor %}
{% endtest %}

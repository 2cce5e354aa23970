{#- Fails on rows whose columns, none of them null, do not stand as `to_columns` (default: the same names) in `to`;
    `to_where` narrows the rows of `to`, there called parent, that count. When it fails: the parent was filtered or
    renumbered without its children; the rows it returns are the orphans. -#}
{% test refers_to(model, to, columns, to_columns=none, to_where=none) -%}
select child.*
from {{ model }} as child
left join {{ to }} as parent
    on {% for column in columns %}child.{{ column }} = parent.{{ (to_columns or columns)[loop.index0] }}
    {% if not loop.last %}and {% endif %}{% endfor %}
    {%- if to_where %}and {{ to_where }}{% endif %}
where
    parent.{{ (to_columns or columns)[0] }} is null
    {% for column in columns %}and child.{{ column }} is not null {% endfor %}
{%- endtest %}

{#- Fails on values outside the list; null is allowed (say not_null beside it where it is not). -#}
{% test allowed(model, column_name, values) %}
select {{ column_name }}
from {{ model }}
where {{ column_name }} is not null
    and {{ column_name }} not in ({% for value in values %}'{{ value }}'{% if not loop.last %}, {% endif %}{% endfor %})
{% endtest %}

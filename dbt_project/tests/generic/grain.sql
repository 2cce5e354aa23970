{#- Fails on rows that share the key or have a null in it. When it fails: two sources feed the same key, or a join
    multiplies rows; look at the rows it returns. -#}
{% test grain(model, key) %}
select {{ key | join(', ') }}
from {{ model }}
group by {{ key | join(', ') }}
having count(*) > 1
    {% for column in key %}or {{ column }} is null {% endfor %}
{% endtest %}

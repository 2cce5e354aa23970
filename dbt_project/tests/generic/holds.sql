{#- Fails on rows for which the condition is false; where a null leaves it open, the row passes. The name of the test
    says what must hold. -#}
{% test holds(model, condition) %}
select *
from {{ model }}
where not ({{ condition }})
{% endtest %}

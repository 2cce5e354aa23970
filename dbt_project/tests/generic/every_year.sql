{#- Fails on rows of `of` that lack their row in a results year of their plan version: a yearly table shows every
    activity, task or indicator in every year, with or without data. -#}
{% test every_year(model, of, years, key) %}
select
    years.results_year,
    parent.*
from {{ of }} as parent
inner join {{ years }} as years
    on
        parent.municipality = years.municipality
        and parent.plan_id = years.plan_id
left join {{ model }} as child
    on
        parent.municipality = child.municipality
        and parent.plan_id = child.plan_id
        and years.results_year = child.results_year
        {% for column in key %}
            and parent.{{ column }} = child.{{ column }}
        {% endfor %}
where child.results_year is null
{% endtest %}

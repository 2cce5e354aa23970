-- Fails on figures whose median is told though fewer schools have them than `peers_min` asks for: a school could work
-- out its neighbour's.
select
    figures.municipality,
    figures.collection,
    figures.field,
    figures.schools
from {{ ref('school_figure') }} as figures
cross join {{ ref('plausibility_bounds') }} as bounds
where bounds.bound = 'peers_min' and figures.median is not null and figures.schools < bounds.value

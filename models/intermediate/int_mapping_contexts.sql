-- The distinct contexts that rules look at, so that each is looked at once however often it is written.
with quantities as (

    select * from {{ ref('int_quantities') }}

),

final as (

    select
        context_key,
        min(coalesce(label, '')) as label,
        min(coalesce(context, '')) as context,
        min(coalesce(lead_text, '')) as lead_text,
        min(coalesce(trail_text, '')) as trail_text,
        min(coalesce(section, '')) as section,
        min(coalesce(counted_unit, '')) as counted_unit,
        min(counted_counter) as counted_counter,
        min(coalesce(kind, '')) as kind,
        min(source_type) as source_type
    from quantities
    group by context_key

)

select * from final

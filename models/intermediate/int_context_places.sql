-- Places that the title of a report or its salutation names, for issuers that name none of their own (市交通局) or one
-- that several bear (鼓楼区); only full names, the longest at each position, and none within another.
{% set salutation = '(?:^|\n)[ \t　]*([^\n。，：:]{2,30}(?:政府|政府办公室|政府办公厅|委员会|市委|县委|区委|司法局|司法厅)[^\n。，：:]{0,4})[：:][ \t　]*(?:\n|$)' %}

with reports as (

    select * from {{ ref('int_reports') }}

),

documents as (

    select * from {{ ref('stg_raw__document') }}

),

names as (

    select * from {{ ref('int_place_names') }} where not is_bare

),

divisions as (

    select * from {{ ref('int_divisions') }}

),

spelled as (

    select distinct written, name_length from names

),

lengths as (

    select distinct name_length from names

),

texts as (

    select report_key, title as text, 1 as source_rank from reports where title is not null
    union all
    select
        report_key,
        {{ extract('substring(content_text, 1, 500)', salutation) }},
        2
    from documents

),

positions as (

    select distinct text, {{ explode(numbers_between(1, 'least(length(text), 40)')) }} as position
    from texts
    where text <> ''

),

matched as (

    select
        positions.text,
        positions.position,
        spelled.written,
        positions.position + spelled.name_length as end_position
    from positions
    cross join lengths
    inner join spelled
        on
            lengths.name_length = spelled.name_length
            and substring(positions.text, cast(positions.position as bigint), cast(lengths.name_length as bigint))
                = spelled.written

),

outermost as (

    select *
    from (
        select
            *,
            max(end_position) over (
                partition by text
                order by position, end_position desc
                rows between unbounded preceding and 1 preceding
            ) as covered_to
        from matched
    ) as ordered
    where covered_to is null or end_position > covered_to

),

final as (

    select distinct
        texts.report_key,
        texts.source_rank,
        divisions.division_key,
        outermost.written,
        divisions.name,
        divisions.admin_level,
        divisions.province,
        divisions.prefecture,
        divisions.valid_from,
        divisions.valid_to
    from texts
    inner join outermost on texts.text = outermost.text
    inner join names on outermost.written = names.written
    inner join divisions on names.division_key = divisions.division_key

)

select * from final

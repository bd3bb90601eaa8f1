-- The place and the body behind the issuer of every report, and the places that its name leaves open. A name that
-- several places bear is settled by the time, by a code in the manifest, by the title or the salutation, or not at all.
with reports as (

    select
        *,
        coalesce(
            published_date,
            -- where only a year is known: its end, since who takes a body over in the year takes its plan over
            {{ date_of("coalesce(plan_start_year, report_year)", "'12'", "'31'") }}
        ) as as_of
    from {{ ref('int_reports') }}

),

parts as (

    select * from {{ ref('int_issuer_parts') }}

),

organisations as (

    select * from {{ ref('int_organisations') }}

),

names as (

    select * from {{ ref('int_place_names') }}

),

divisions as (

    select * from {{ ref('int_divisions') }}

),

context as (

    select * from {{ ref('int_context_places') }}

),

-- A whole name that is known as national needs no place.
ways as (

    select
        reports.report_key,
        reports.as_of,
        reports.admin_code as given_code,
        parts.issuer_name,
        parts.place_name,
        parts.name_length,
        parts.is_bare,
        parts.level_word,
        organisations.unit_kind,
        organisations.unit_name,
        organisations.body_name,
        organisations.branch_place,
        organisations.organisation,
        case when parts.name_length = 0 and parts.level_word is null then organisations.national_field end as national_field,
        organisations.national_body_type,
        organisations.is_named,
        organisations.field,
        organisations.body_type
    from reports
    inner join parts on reports.issuer_name = parts.issuer_name
    inner join organisations
        on
            parts.organisation = organisations.organisation
            and coalesce(parts.vertical_field, '') = coalesce(organisations.vertical_field, '')
    where organisations.field is not null or organisations.national_field is not null

),

-- Known bodies before others, then the longest place, then a bare word for one.
chosen as (

    select *
    from (
        select
            *,
            row_number() over (
                partition by report_key
                order by
                    case when national_field is not null then 0 else 1 end,
                    case when coalesce(field, 'other') <> 'other' then 0 else 1 end,
                    name_length desc,
                    case when level_word is not null then 0 else 1 end,
                    organisation
            ) as place
        from ways
        where field is not null or national_field is not null
    ) as ranked
    where place = 1

),

-- Every division that the name, the code or the context may mean.
possible as (

    select
        chosen.report_key,
        divisions.division_key,
        1 as source_rank,
        names.is_bare
    from chosen
    inner join names on chosen.place_name = names.written
    inner join divisions on names.division_key = divisions.division_key
    where chosen.name_length > 0
    union all
    select
        chosen.report_key,
        divisions.division_key,
        1,
        false
    from chosen
    inner join divisions on chosen.given_code = divisions.admin_code and divisions.unit_name is null
    where
        chosen.given_code is not null
        and not exists (
            select 1
            from names
            where
                names.written = chosen.place_name
                and {{ lies_in('names.division_key', 'chosen.given_code') }}
        )
    union all
    select
        chosen.report_key,
        context.division_key,
        1 + context.source_rank,
        false
    from chosen
    inner join context on chosen.report_key = context.report_key
    where
        chosen.name_length = 0
        and chosen.given_code is null
        and case
            when chosen.unit_kind = 'town' then context.admin_level = 'county'
            when chosen.unit_kind = 'zone' then context.admin_level in ('prefecture', 'county')
            when chosen.level_word in ('省', '自治区') then context.admin_level = 'province' and context.name not like '%市'
            when chosen.level_word = '市' then context.name like '%市'
            when chosen.level_word = '区' then context.name like '%区' and context.admin_level = 'county'
            when chosen.level_word in ('县', '自治县') then context.name like '%县' and context.admin_level = 'county'
            when chosen.level_word in ('州', '自治州') then context.name like '%州' and context.admin_level = 'prefecture'
            when chosen.level_word in ('旗', '自治旗') then context.name like '%旗'
            when chosen.level_word = '盟' then context.name like '%盟'
            else true
        end

),

timed as (

    select
        possible.report_key,
        possible.division_key,
        possible.source_rank,
        possible.is_bare,
        chosen.as_of,
        chosen.given_code,
        chosen.body_name,
        divisions.admin_code,
        divisions.admin_level,
        divisions.province,
        divisions.prefecture,
        divisions.name,
        divisions.same_name_predecessor_key,
        case
            when chosen.as_of is null then divisions.valid_to is null
            else
                chosen.as_of >= coalesce(divisions.valid_from, date '0001-01-01')
                and chosen.as_of < coalesce(divisions.valid_to, date '9999-12-31')
        end as is_in_force
    from possible
    inner join chosen on possible.report_key = chosen.report_key
    inner join divisions on possible.division_key = divisions.division_key

),

-- Without a date both a division and one that ended may be meant, unless the one came from the other; with one, those
-- of the time go before.
in_time as (

    select *
    from timed
    where
        is_in_force
        or (
            as_of is null
            and not is_bare
            and not exists (
                select 1
                from timed as heirs
                where heirs.report_key = timed.report_key and heirs.same_name_predecessor_key = timed.division_key
            )
        )
        or not exists (
            select 1
            from timed as others
            where others.report_key = timed.report_key and others.is_in_force
        )

),

-- How much speaks for each: the code of the manifest, a place of the title that it is or lies in, the department
-- (厅) of a province.
weighed as (

    select
        in_time.report_key,
        in_time.division_key,
        in_time.admin_code,
        in_time.admin_level,
        in_time.name,
        in_time.province,
        in_time.prefecture,
        in_time.is_bare,
        in_time.source_rank,
        max(case when in_time.given_code = in_time.admin_code then 1 else 0 end) as is_given,
        max(case when {{ lies_in('in_time.admin_code', 'in_time.given_code') }} then 1 else 0 end) as is_within_given,
        max(case when context.division_key = in_time.division_key and alone.division_count = 1 then 1 else 0 end)
            as is_named,
        max(
            case
                when context.admin_level = 'prefecture' and context.name = in_time.prefecture then 1
                when context.admin_level = 'province' and context.name = in_time.province then 1
                else 0
            end
        ) as is_within_named,
        max(case when in_time.body_name like '%厅' and in_time.admin_level = 'province' then 1 else 0 end) as is_department
    from in_time
    left join context on in_time.report_key = context.report_key
    left join (
        select report_key, written, count(distinct division_key) as division_count
        from context
        group by report_key, written
    ) as alone on context.report_key = alone.report_key and context.written = alone.written
    group by
        in_time.report_key, in_time.division_key, in_time.admin_code, in_time.admin_level, in_time.name,
        in_time.province, in_time.prefecture, in_time.is_bare, in_time.source_rank

),

-- Where anything speaks for some, the others fall, and a name in full goes before a bare one (巴州); a county called like the city that it lies in never goes by the bare
-- name.
best as (

    select
        *,
        dense_rank() over (
            partition by report_key
            order by
                is_given desc, is_within_given desc, is_department desc, is_named desc, is_within_named desc, source_rank,
                case when is_bare then 1 else 0 end
        ) as likelihood
    from weighed
    where
        not is_bare
        or not exists (
            select 1
            from weighed as cities
            where
                cities.report_key = weighed.report_key
                and weighed.admin_level = 'county'
                and cities.admin_level = 'prefecture'
                and cities.name = weighed.prefecture
        )

),

counted as (

    select
        report_key,
        count(*) as candidate_count,
        sum(case when likelihood = 1 then 1 else 0 end) as likely_count,
        max(case when likelihood = 1 then division_key end) as division_key,
        {{ dbt.listagg("division_key", "' '", "order by division_key") }} as candidates
    from best
    group by report_key

),

-- The branch of a city's bureau for a county stands in the county.
branched as (

    select
        chosen.report_key,
        max(children.division_key) as division_key
    from chosen
    inner join counted on chosen.report_key = counted.report_key and counted.likely_count = 1
    inner join divisions as cities on counted.division_key = cities.division_key
    inner join divisions as children
        on
            cities.admin_level = 'prefecture'
            and children.admin_level = 'county'
            and children.prefecture = cities.name
            and children.province = cities.province
            and children.unit_name is null
            and chosen.branch_place in (children.name, children.short_name, {{ replace_all('children.name', '[市县区]$', '') }})
            and (
                case
                    when chosen.as_of is null then children.valid_to is null
                    else
                        chosen.as_of >= coalesce(children.valid_from, date '0001-01-01')
                        and chosen.as_of < coalesce(children.valid_to, date '9999-12-31')
                end
            )
    group by chosen.report_key
    having count(*) = 1

),

final as (

    select
        reports.report_key,
        case
            when chosen.national_field is not null then 'resolved'
            when chosen.report_key is null then 'unresolved'
            when counted.likely_count = 1 then 'resolved'
            else 'ambiguous'
        end as outcome,
        case
            when chosen.national_field is not null then '000000'
            when counted.likely_count = 1 then coalesce(branched.division_key, counted.division_key)
        end as division_key,
        case when chosen.national_field is null then chosen.unit_name end as unit_name,
        chosen.unit_kind,
        case when chosen.national_field is not null then chosen.organisation else chosen.body_name end as organisation,
        coalesce(chosen.national_field, chosen.field) as field,
        case
            when chosen.national_field is not null then chosen.national_body_type
            when chosen.branch_place is not null and branched.division_key is null then 'other'
            else chosen.body_type
        end as body_type,
        coalesce(chosen.national_field is not null and chosen.is_named, false) as is_named,
        coalesce(counted.candidate_count, 0) as candidate_count,
        counted.candidates
    from reports
    left join chosen on reports.report_key = chosen.report_key
    left join counted on reports.report_key = counted.report_key
    left join branched on reports.report_key = branched.report_key

)

select * from final

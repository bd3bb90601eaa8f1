-- Divisions of today and those that ended since 2015, each with the time for which it stands and where it came from,
-- and the places without a code that issuers are known to name. A code that was given away twice names two divisions:
-- the one that ended takes the year of its end into its key.
with current_divisions as (

    select * from {{ ref('admin_divisions') }}

),

changes as (

    select * from {{ ref('division_changes') }}

),

former as (

    select
        admin_code,
        name,
        max(changed_on) as valid_to
    from changes
    where is_ended = 1
    group by admin_code, name

),

former_only as (

    select
        former.admin_code,
        former.name,
        former.valid_to,
        case
            when length(former.name) > 2 then {{ replace_all('former.name', '(地区|市|县|区)$', '') }}
            else former.name
        end as short_name,
        count(*) over (partition by former.admin_code) + count(current_divisions.admin_code) over (
            partition by former.admin_code
        ) as bearers
    from former
    left join current_divisions on former.admin_code = current_divisions.admin_code

),

divisions as (

    select
        admin_code as division_key,
        admin_code,
        name,
        case
            when level = 'prefecture' and short_name = name then {{ replace_all('name', '(地区|市|盟)$', '') }}
            else short_name
        end as short_name,
        level as admin_level,
        cast(null as date) as valid_to
    from current_divisions
    union all
    select
        case
            when bearers > 1 then admin_code || '~' || substring(cast(valid_to as {{ dbt.type_string() }}), 1, 4)
            else admin_code
        end,
        admin_code,
        name,
        short_name,
        case when admin_code like '%00' then 'prefecture' else 'county' end,
        valid_to
    from former_only

),

-- Of several that a division came from: the one of its name, else the only one that it took as a whole, else the only one.
origins as (

    select
        divisions.division_key,
        before.division_key as predecessor_key,
        changes.changed_on,
        changes.name = changes.successor_name as is_same_name,
        count(*) over (partition by divisions.division_key, changes.changed_on) as origin_count,
        sum(case when changes.share = 'whole' then 1 else 0 end) over (
            partition by divisions.division_key, changes.changed_on
        ) as whole_count,
        changes.share
    from changes
    inner join divisions
        on
            changes.successor_code = divisions.admin_code
            and changes.successor_name = divisions.name
            and changes.changed_on < coalesce(divisions.valid_to, date '9999-12-31')
    inner join divisions as before
        on
            changes.admin_code = before.admin_code
            and changes.name = before.name
            and coalesce(before.valid_to, changes.changed_on) = changes.changed_on
            and before.division_key <> divisions.division_key
    where changes.is_new = 1

),

predecessors as (

    select
        division_key,
        max(changed_on) as valid_from,
        max(
            case
                when is_same_name or origin_count = 1 or (share = 'whole' and whole_count = 1) then predecessor_key
            end
        ) as predecessor_key,
        max(case when is_same_name then predecessor_key end) as same_name_predecessor_key
    from origins
    group by division_key

),

coded as (

    select
        divisions.division_key,
        divisions.admin_code,
        divisions.name,
        divisions.short_name,
        divisions.admin_level,
        provinces.name as province,
        case
            when divisions.admin_level = 'prefecture' then divisions.name
            when divisions.admin_level = 'county' then coalesce(prefectures.name, old_prefectures.name)
        end as prefecture,
        case when divisions.admin_level = 'county' then divisions.name end as county,
        cast(null as {{ dbt.type_string() }}) as unit_name,
        predecessors.valid_from,
        divisions.valid_to,
        predecessors.predecessor_key,
        predecessors.same_name_predecessor_key
    from divisions
    inner join current_divisions as provinces
        on substring(divisions.admin_code, 1, 2) || '0000' = provinces.admin_code
    left join current_divisions as prefectures
        on substring(divisions.admin_code, 1, 4) || '00' = prefectures.admin_code and prefectures.level = 'prefecture'
    left join former as old_prefectures
        on
            substring(divisions.admin_code, 1, 4) || '00' = old_prefectures.admin_code
            and prefectures.admin_code is null
    left join predecessors on divisions.division_key = predecessors.division_key

),

special as (

    select
        {{ unit_key('places.admin_code', 'places.name') }} as division_key,
        places.admin_code,
        places.name,
        places.name as short_name,
        places.admin_level,
        coded.province,
        coded.prefecture,
        coded.county,
        places.name as unit_name,
        cast(null as date) as valid_from,
        cast(null as date) as valid_to,
        cast(null as {{ dbt.type_string() }}) as predecessor_key,
        cast(null as {{ dbt.type_string() }}) as same_name_predecessor_key
    from {{ ref('special_places') }} as places
    inner join coded on places.admin_code = coded.division_key

),

combined as (

    select * from coded
    union all
    select * from special

),

final as (

    select
        *,
        case
            when admin_level <> 'county' then name
            when unit_name is not null and prefecture is not null then prefecture || name
            else coalesce(prefecture, province) || name
        end as full_name
    from combined

)

select * from final

-- How many hotline tickets does an agency get, and how well does it answer them?
-- 热线工单有多少，回复率、按时率、办结率、满意率如何？
--
-- One row an agency, year, scope and line; tickets are a count, rates are per cent. A rate that the report states for
-- several lines at once stands at `all` and belongs to no single line. Empty: the report does not say.
select
    agency.agency_name,
    ticket.year,
    ticket.scope,
    ticket.hotline,
    cast(ticket.ticket_count as bigint) as ticket_count,
    cast(ticket.reply_rate * 100 as decimal(6, 2)) as reply_pct,
    cast(ticket.ontime_rate * 100 as decimal(6, 2)) as ontime_pct,
    cast(ticket.completion_rate * 100 as decimal(6, 2)) as completion_pct,
    cast(ticket.satisfaction_rate * 100 as decimal(6, 2)) as satisfaction_pct,
    ticket.ticket_count_observation_key,
    ticket.reply_rate_observation_key,
    ticket.ontime_rate_observation_key,
    ticket.completion_rate_observation_key,
    ticket.satisfaction_rate_observation_key
from marts.fct_hotline_tickets as ticket
inner join marts.dim_agency as agency on ticket.agency_key = agency.agency_key
order by agency.agency_name, ticket.year, ticket.scope, ticket.hotline

#!lua flags=allow-oom
-- Tells whether the lease of any owner has ended.
-- KEYS as in common.lua
-- ARGV none
-- Output: the time in milliseconds, and how many owners' leases have ended
-- include common.lua
local at = now()
return {at, redis.call('ZCOUNT', leases, '-inf', at)}

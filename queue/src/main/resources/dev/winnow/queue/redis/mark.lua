#!lua flags=allow-oom
-- Leaves a mark.
-- KEYS as in common.lua
-- ARGV 1 the mark
-- Output: the mark that was left before, or nothing
-- include common.lua
return redis.call('SET', mark, ARGV[1], 'GET') or ''

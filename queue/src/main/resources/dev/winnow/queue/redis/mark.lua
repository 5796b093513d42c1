#!lua flags=allow-oom
-- Leaves a mark.
-- KEYS as in common.lua
-- ARGV 1 the mark
-- Output: the mark that was left before, or nothing
return redis.call('SET', KEYS[18], ARGV[1], 'GET') or ''

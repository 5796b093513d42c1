#!lua flags=allow-oom
-- Ends claims of those who still hold them.
-- KEYS as in common.lua
-- ARGV for each attempt of an owner: owner, attempt, how many, their ids
-- Output: the ids whose lease is lost
-- include common.lua
-- include acknowledging.lua
return acknowledge(1)

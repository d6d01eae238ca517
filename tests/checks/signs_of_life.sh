#!/bin/sh
# What a command waits for says a word now and then: a function of src/app that turns the loop until something has
# ended, asks programs one after the other, looks at each file of a tree, or gathers facts, has a heartbeat. Those that
# need none are named here.
cd "$(dirname "$0")/../.." || exit 1
awk '
	BEGIN {
		n = split("app_wait drive_cancel one_turn read_clipboard shells_main sudo facts_of remove_downloads", names)
		for (i = 1; i <= n; i++)
			needs_none[names[i]] = 1
	}
	FNR == 1 { name = "" }
	/^[a-z].*\(/ && !/;$/ {
		name = $0
		sub(/\(.*/, "", name)
		sub(/.*[ *]/, "", name)
		waits = beats = 0
	}
	/loop_turn\(.*-1\)|app_wait\(|facts_gather\(|->run\(|run_jobs\(|undo_make\(|prune_run\(/ { waits = FNR }
	/heartbeat|process_meanwhile/ { beats = 1 }
	/^}/ {
		if (waits && !beats && !(name in needs_none))
			printf "%s:%d: %s waits, and has no heartbeat\n", FILENAME, waits, name
		waits = 0
	}
' src/app/*.c | grep . && exit 1
exit 0

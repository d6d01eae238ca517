# From ctest's verbose output: one line for each test of each program. ctest puts the program's
# number in front of its lines; cmocka names the tests.
function tell(state, program, name, why) {
	gsub(/_/, " ", name)
	printf "%-8s %-16s %s%s\n", state, group "." program, name, why ? " (" why ")" : ""
}

/^ *Start +[0-9]+: / {
	number = $2
	sub(":", "", number)
	program[number] = $3
	sub(/^unit\./, "", program[number])
}

/^[0-9]+: \[/ {
	number = $1
	sub(":", "", number)
}

# As skip_because says it (lib/test.h).
/^[0-9]+: because / {
	number = $1
	sub(":", "", number)
	why[number] = substr($0, index($0, "because ") + 8)
}
/^[0-9]+: \[ +OK \] / { tell("passed", program[number], $NF) }
/^[0-9]+: \[ +SKIPPED +\] [a-zA-Z_0-9]+$/ {
	if (!seen[number, $NF]++)
		tell("skipped", program[number], $NF, why[number])
}
/^[0-9]+: \[ +FAILED +\] [a-zA-Z_0-9]+$/ {
	if (!seen[number, $NF]++)
		tell("failed", program[number], $NF)
	told[number] = 1
}

# What is no program of cmocka's: one test.
/^ *[0-9]+\/[0-9]+ Test +#[0-9]+: (check|corpus)\..* Passed / {
	match($0, /(check|corpus)\.[a-z_0-9]+/)
	tell("passed", substr($0, RSTART, RLENGTH), "it finds nothing")
}

# A program that ended badly without a failed test: a crash, a sanitizer, a time-out.
/^ *[0-9]+\/[0-9]+ Test +#[0-9]+: / && !/ Passed / {
	number = $0
	sub(/.*Test +#/, "", number)
	sub(/:.*/, "", number)
	if (!told[number])
		tell("failed", program[number], "the_program_ends_well")
}

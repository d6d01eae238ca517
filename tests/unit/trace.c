/* apply --trace: the file is JSON, a lane a step, whatever ends them. */
#include "test.h"

#include "app/trace.h"

static struct json *traced(struct run_event *events, size_t n)
{
	struct loop *loop = loop_open();
	struct trace trace;
	struct json *json = NULL;
	struct err e = { .rc = RC_OK };

	assert_ok(trace_open(&trace, loop, test_path("trace.json"), &e), &e);
	for (size_t i = 0; i < n; i++)
		trace_step(&trace, &events[i]);
	trace_close(&trace);
	loop_close(loop);
	assert_ok(json_parse(test_arena(), test_read(test_path("trace.json")), &json, &e), &e);
	return json;
}

static const struct json *json_at(const struct json *list, size_t i)
{
	const struct json *item = list->first;

	while (item && i--)
		item = item->next;
	return item;
}

TEST(a_trace_holds_a_span_for_each_step_that_ended_and_each_verdict)
{
	struct step fetch = { .id = "go.fetch" }, proof = { .id = "proof" };
	struct json *verdict = json_new_object(test_arena()), *json;
	const struct json *span;

	json_add_string(test_arena(), verdict, "id", "vet");
	json_add_bool(test_arena(), verdict, "ok", true);
	json_add_number(test_arena(), verdict, "ms", 250);
	json = traced(
		(struct run_event[]){
			{ .step = &fetch, .state = STATE_STARTED },
			{ .step = &fetch, .state = STATE_PROGRESS, .bytes = 4096 },
			{ .step = &fetch, .state = STATE_DONE, .ms = 1500 },
			{ .step = &proof, .state = STATE_PROGRESS, .verdict = verdict },
			{ .step = &proof, .state = STATE_FAILED, .ms = 900 },
		},
		5);
	assert_int_equal(4, json_count(json));
	assert_string_equal("C", json_string(json_at(json, 0), "ph"));
	span = json_at(json, 1);
	assert_string_equal("X", json_string(span, "ph"));
	assert_string_equal("go.fetch", json_string(span, "tid"));
	assert_int_equal(1500000, json_int(span, "dur", 0));
	assert_string_equal("vet", json_string(json_at(json, 2), "name"));
	assert_string_equal("proof", json_string(json_at(json, 2), "tid"));
	assert_string_equal("failed", json_string(json_get(json_at(json, 3), "args"), "state"));
}

TEST(a_trace_of_nothing_is_an_empty_list)
{
	assert_int_equal(0, json_count(traced(NULL, 0)));
}

TEST(a_trace_that_cannot_be_written_is_refused)
{
	struct loop *loop = loop_open();
	struct trace trace;
	struct err e;

	assert_int_not_equal(RC_OK, trace_open(&trace, loop, test_path("none/trace"), &e));
	loop_close(loop);
}

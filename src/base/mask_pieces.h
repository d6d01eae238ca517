/* What the files of mask share. Inside src/base only. Offsets are into `text`; a length of 0 says "none here". */
#ifndef BASE_MASK_PIECES_H
#define BASE_MASK_PIECES_H

#include "base/mask.h"

#define MASKED "masked"

bool mask_is_word(char c);
/* Does the word stand at `at`, and end there? */
bool mask_at_word(struct bytes text, size_t at, const char *word);
/* In whatever case. */
bool mask_has_piece(const char *name, const char *piece);
/* Of a variable, or a setting of git's: also with . and - in it. */
size_t mask_name_length(struct bytes t, size_t i);
size_t mask_skip_blanks(struct bytes t, size_t i);
/* To the end of the word, quoted or not, that begins here. */
size_t mask_word_length(struct bytes text, size_t at);

/* An option at `at` and what it is given: where that begins; 0: it is no option, or nothing that is secret. */
size_t mask_secret_option(const struct mask *m, struct bytes text, size_t at);
/* How many bytes of user info (with its @) begin here, right after "://". */
size_t mask_user_info(struct bytes text, size_t at);
/* At the beginning of a word, where only "name:password@" counts: proxies may come without a scheme. */
size_t mask_bare_user_info(struct bytes text, size_t at);
/* "Authorization: ..." and "Bearer ...": where the value begins. */
size_t mask_header_value(struct bytes t, size_t i);
/* "?access_token=...": where the value begins. */
size_t mask_query_value(const struct mask *m, struct bytes t, size_t i);
/* A netrc line's: where the name or the password begins. */
size_t mask_netrc_value(const struct mask *m, struct bytes t, size_t i);
/* The length of a person's address. */
size_t mask_mail_address(struct bytes t, size_t i);
/* Commands whose words are private, whatever they are; and "echo WORD | COMMAND-THAT-ASKS": how far the name goes. */
size_t mask_private_command(struct bytes t, size_t i);
size_t mask_piped_secret(const struct mask *m, struct bytes t, size_t i);
size_t mask_command_length(struct bytes t, size_t i);
/* GOPRIVATE and its like list hosts, of which those that everybody knows are shown. */
bool mask_names_hosts(const char *name);
const char *mask_hosts(const struct mask *m, struct bytes value);
/* The length of a word that looks drawn by lot. */
size_t mask_random_word(struct bytes t, size_t i);
/* The length of a comment that speaks of a password. Where one begins here, *ret_end is where it ends. */
size_t mask_secret_comment(const struct mask *m, struct bytes t, size_t i, size_t *ret_end);

#endif

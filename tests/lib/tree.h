/* A folder as text: one line an entry with type, mode, content's digest or link target. Two folders
 * are the same if and only if their texts are. */
#ifndef TREE_H
#define TREE_H

/* `except`: paths below `folder` that are left out whole (NULL-ended); or NULL. */
const char *tree_text(const char *folder, const char *const *except);

#endif

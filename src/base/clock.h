/* The one clock of everything that waits or measures; no part of the program asks for the time of day to
 * do that. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

int64_t clock_ms(void); /* monotonic; its beginning means nothing */
int64_t clock_us(void); /* the same in microseconds */

#endif

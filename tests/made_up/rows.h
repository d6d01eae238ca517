/* Included before all else by what is compiled for this test: the rows that are not goready's. */
#define SHELLS_MADE_UP(ROW) ROW(ODD, odd)

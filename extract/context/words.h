/* words.h - cells that hold several words.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_CONTEXT_WORDS_H
#define GOVFIG_EXTRACT_CONTEXT_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include <govfig/str.h>

/* Cuts the next blank-separated word off `s`; false at the end. */
bool words_next(struct govfig_str *s, struct govfig_str *word);

/* The code point when the word is one character of the BMP, else 0. */
uint32_t words_single(struct govfig_str word);

#endif

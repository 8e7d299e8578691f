// lines/word_repairs.h — corrects errors that the models make on all pages, by the words alone.
#pragma once

#include <string>
#include <string_view>

#include "lines/read_line.h"

namespace codau::ocr {

/// Returns the word with two confused characters corrected. The fraction slash (U+2044) becomes
/// "/", because no office prints it. The Icelandic Ð becomes Đ.
[[nodiscard]] std::string correct_confused_letters(std::string word);

/// Returns the word with en dashes for em dashes, which no office prints. A dash that was read
/// twice ("—-") becomes one.
[[nodiscard]] std::string correct_dashes(std::string word);

/// Returns the word with l and I before a digit replaced by 1, if all else are digits and their
/// signs: "l5" → "15", "I0/2018" → "10/2018".
[[nodiscard]] std::string correct_ones(std::string word);

/// Returns the word without the second reading of a horn. Networks read the horn of ơ and ư again
/// as a quotation mark or colon: "xử'" → "xử", "chứ:c" → "chức". A word that begins with a
/// quotation mark stays.
[[nodiscard]] std::string remove_second_horn(std::string_view word);

/// Returns the word with double quotation marks that were read as two halves: '' and the like
/// become ".
[[nodiscard]] std::string join_split_quotes(std::string_view word);

/// Makes all of these corrections in each word. A quotation mark after ơ or ư is removed only if no
/// quotation mark is open in the line.
void repair_words(ReadLine& line);

/// Splits "≤3" into two words, because the narrow space after the sign is printed.
void split_comparison_signs(ReadLine& line);

}  // namespace codau::ocr

// lines/word_repairs.h — what the models get wrong in words whatever the page, put right by the
// words alone.
#pragma once

#include <string>
#include <string_view>

#include "lines/read_line.h"

namespace codau::ocr {

/// The fraction slash that the models read for a stroke at times is in no font of an office; a Đ
/// that they also read as the Icelandic letter is one.
[[nodiscard]] std::string correct_confused_letters(std::string word);

/// An em dash is in no print of an office: it is the en dash, at times read twice ("—-").
[[nodiscard]] std::string correct_dashes(std::string word);

/// "l5", "I0/2018": in a number of digits and their signs alone, the letter before a digit is a
/// one.
[[nodiscard]] std::string correct_ones(std::string word);

/// The horn of ơ and ư is at times read twice, as a quote or colon behind the letter: "xử'" is
/// "xử", "chứ:c" is "chức". What begins with a quote stays as it is.
[[nodiscard]] std::string remove_second_horn(std::string_view word);

/// A double quote is at times read as its halves: two single ones, or one of each, are one.
[[nodiscard]] std::string join_split_quotes(std::string_view word);

/// All of the above in each word; a quote behind ơ or ư is none, unless the line has one before it.
void repair_words(ReadLine& line);

/// "≤3": behind the sign stands a blank, a narrow one.
void split_comparison_signs(ReadLine& line);

}  // namespace codau::ocr

// markup/read.h — what others read, in the forms that they write it in: as passages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "markup/gatherer.h"

namespace codau::markup {

enum class Format : std::uint8_t {
  kAlto,      ///< ALTO 2 to 4: String/@CONTENT
  kHocr,      ///< hOCR 1.2 as XHTML: text in elements of classes ocr…
  kPage,      ///< PAGE 2010 to 2024: TextEquiv/Unicode of words, lines, regions
  kMarkdown,  ///< text, without code, formulas, addresses and HTML tags
  kJson       ///< PaddleOCR's results and MinerU's lists: strings whose keys say that they are text
};

/// `read` fills `buffer` of `size` bytes, returns how many; 0 at the end.
struct Input {
  std::string name;  ///< for messages
  std::function<std::size_t(char* buffer, std::size_t size)> read;
};

/// Reads a file whose content nobody vouches for, and hands its passages over one after another;
/// they tile it, whatever it is. XML and Markdown of any size in memory for some 64 thousand words;
/// JSON up to 256 MiB. Throws Error{kInput} with its name and the byte where it is no such file,
/// nests deeper than 200, or declares entities; what was handed over before that is sound. Law: the
/// bytes of all passages are the file, and each piece says its text.
void read(Format format, const Input& input, const TakePassage& take);

}  // namespace codau::markup

// tests/support/plain_document.h — plain text as a restored document that restoration left alone.
#pragma once

#include <string_view>

#include "core/values.h"
#include "text/text_document.h"

namespace codau::testing {

inline RestoredDocument plain_document(std::string_view utf8) {
  RestoredDocument out;
  out.before = text::parse_plain_text(utf8);
  out.after = out.before;
  return out;
}

}  // namespace codau::testing

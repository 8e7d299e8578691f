// Law (text/normalise.h, text/text_document.h, text/unicode.h): any bytes give a text that turns
// back into them, or Error{kInput}; what comes out is NFC and stays as it is.
#include <cstdlib>

#include "core/changes.h"
#include "core/error.h"
#include "replay.h"
#include "text/normalise.h"
#include "text/text_document.h"
#include "text/unicode.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace codau;
  const std::string bytes(data, data + size);
  const text::NormalisedText clean = text::normalise(bytes);
  if (undo(clean.changes, clean.text) != bytes) std::abort();
  if (!text::normalise(clean.text).changes.empty()) std::abort();
  try {
    const text::NormalisedText file = text::decode_text_file(bytes);
    if (undo(file.changes, file.text) != bytes) std::abort();
    if (text::to_nfc(file.text) != file.text) std::abort();
    const TextDocument document = text::parse_plain_text(file.text);
    (void)text::find_paragraphs(document);
    const std::string key = text::fold_key(file.text);
    if (text::fold_key(key) != key) std::abort();
  } catch (const Error& e) {
    if (e.code() != ErrorCode::kInput) std::abort();
  }
  return 0;
}

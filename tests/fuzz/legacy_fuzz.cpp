// Laws (text/legacy_text.h, text/normalise.h): any bytes give a text that turns back into
// them, line by line; NFC stays as it is where nothing but NFC is asked for.
#include <algorithm>
#include <cstdlib>

#include "core/changes.h"
#include "replay.h"
#include "text/legacy_encoding.h"
#include "text/legacy_text.h"
#include "text/normalise.h"
#include "text/unicode.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace codau;
  const std::string bytes(data, data + size);
  const auto lines = [](const std::string& text) {
    return std::count(text.begin(), text.end(), '\n');
  };
  const auto [decoded, changes] = text::decode_legacy_text(bytes).text;
  if (undo(changes, decoded) != bytes || lines(decoded) != lines(bytes)) std::abort();
  const text::NormalisedText whole = text::decode_text(bytes);
  if (undo(whole.changes, whole.text) != bytes || lines(whole.text) != lines(bytes)) std::abort();
  if (text::to_nfc(whole.text) != whole.text) std::abort();
  const text::NormalisedText form = text::normalise_to_nfc(bytes);
  if (undo(form.changes, form.text) != bytes) std::abort();
  if (!text::normalise_to_nfc(form.text).changes.empty()) std::abort();
  for (const text::LegacyEncoding encoding : text::kLegacyEncodings) {
    if (!text::is_utf8(text::decode_legacy_bytes(encoding, bytes))) std::abort();
  }
  return 0;
}

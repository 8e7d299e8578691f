// Law (restore/channel/keystrokes.h): what keys spell is a legal syllable or an abbreviation;
// total.
#include <cstdlib>

#include "replay.h"
#include "restore/channel/keystrokes.h"
#include "restore/text/spelling.h"
#include "text/normalise.h"
#include "text/syllable.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace codau;
  const std::string text = text::normalise_to_nfc(std::string(data, data + size)).text;
  std::u32string word = restore::to_utf32(text);
  for (char32_t& c : word) c = restore::to_lower(c);
  for (const restore::KeySpelling& spelling : restore::decode_keystrokes(word)) {
    const std::string syllable = restore::to_utf8(spelling.word);
    if (spelling.is_abbreviation == text::is_legal_toned_syllable(syllable)) std::abort();
    if (spelling.tone_keys + spelling.shape_keys == 0) std::abort();
    if (spelling.word.size() > word.size()) std::abort();
  }
  return 0;
}

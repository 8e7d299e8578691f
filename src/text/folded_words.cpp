#include "text/folded_words.h"

#include <unicode/uchar.h>

#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::text {
namespace {

constexpr std::size_t kMaxCachedKeys = 200'000;

bool is_word_character(char32_t c) {
  if (c == kIllFormed) return false;
  const auto point = static_cast<UChar32>(c);
  return u_isalnum(point) || (U_GET_GC_MASK(point) & U_GC_M_MASK) != 0;
}

}  // namespace

const std::string& WordFolder::key(std::string_view word) {
  if (keys_.size() > kMaxCachedKeys) keys_.clear();
  const auto [found, is_new] = keys_.try_emplace(std::string(word));
  if (is_new) found->second = fold_key(word);
  return found->second;
}

std::vector<FoldedWord> WordFolder::find_words(std::string_view nfc) {
  std::vector<FoldedWord> out;
  for (std::size_t at = 0; at < nfc.size();) {
    const std::size_t begin = at;
    std::size_t end = at;
    while (at < nfc.size() && is_word_character(next_code_point(nfc, at))) end = at;
    if (end == begin) continue;
    const std::string& folded = key(nfc.substr(begin, end - begin));
    if (folded.empty()) continue;
    out.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, folded});
  }
  return out;
}

}  // namespace codau::text

// store/printed_passage.h — the printed lines of a document, kept so that they can be found and
// shown.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

namespace codau::store {

/// Lines that stand together: a page, or a stretch of a text without pages.
struct PrintedPassage {
  std::optional<std::uint32_t> page;  ///< nothing for plain text
  std::uint32_t first_line = 1;       ///< of the page, or of the text
  std::string text;                   ///< lines as text.txt has them, a line feed between them
};

using PassageSink = std::function<void(const PrintedPassage&)>;
/// Gives those of a document one after another: always the same, never all of them in memory for
/// that. An empty function has none.
using PassageStream = std::function<void(const PassageSink&)>;
/// Of those in memory, which outlive it.
[[nodiscard]] inline PassageStream stream_passages(std::span<const PrintedPassage> all) {
  return [all](const PassageSink& take) {
    for (const PrintedPassage& one : all) take(one);
  };
}

}  // namespace codau::store

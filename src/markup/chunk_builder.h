// markup/chunk_builder.h — builds chunks from the bytes of a file and the words found in them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "markup/chunk.h"

namespace codau::markup {

using TakeChunk = std::function<void(const MarkupChunk&)>;

/// The separator between two words; the widest of several separators counts.
enum class WordSeparator : std::uint8_t { kNone, kWord, kCell, kLine, kBlock, kPage };

/// A range of bytes of the file, counted from its first byte.
struct FileRange {
  std::uint64_t begin = 0, end = 0;
};

/// The properties of all words of a place.
struct Element {
  std::string id;
  double confidence = -1;
  bool is_fixed = false, is_word = false;
};

class ChunkBuilder {
 public:
  explicit ChunkBuilder(const TakeChunk& take) : take_(take) {}

  void append(std::string_view bytes) { chunk_.bytes += bytes; }
  /// Returns the appended bytes that no chunk has yet.
  [[nodiscard]] std::string_view bytes() const { return chunk_.bytes; }
  [[nodiscard]] std::uint64_t begin() const { return chunk_.begin; }
  [[nodiscard]] std::string_view raw(FileRange place) const;

  void separate(WordSeparator separator);
  /// Adds the words of a place, separated at white space. A word that cannot be unescaped is
  /// skipped. A line feed in the file begins a new line if `has_lines`, else it is white space.
  void add_words(FileRange place, Escaping escaping, const Element& element,
                 bool has_lines = false);
  /// Records that the place repeats the text of the runs from `first` on. Returns false and
  /// changes nothing if the text differs.
  bool add_duplicate(FileRange place, Escaping escaping, const std::string& id, std::size_t first);
  /// Marks the last word as continued in the next one: both stay unchanged. Words that a hyphen
  /// breaks at a line end are found automatically.
  void mark_broken_word();
  /// Marks all runs from `first` on as unchangeable.
  void freeze_from(std::size_t first);
  [[nodiscard]] std::size_t count_runs() const { return chunk_.runs.size(); }

  /// is_long: the chunk should end at the next block. is_too_long: the chunk must end at the
  /// next line.
  [[nodiscard]] bool is_long() const;
  [[nodiscard]] bool is_too_long() const;
  /// Hands over the chunk of the bytes before `end`. Later duplicates of its runs become separate
  /// text.
  void emit_until(std::uint64_t end);

 private:
  [[nodiscard]] ByteRange relative(FileRange place) const;
  [[nodiscard]] bool is_continued_by(std::string_view word) const;
  void add_word(FileRange place, Escaping escaping, const Element& element);

  const TakeChunk& take_;
  MarkupChunk chunk_;
  WordSeparator separator_ = WordSeparator::kNone;
  bool is_broken_ = false;        // the last word continues in the next one
  bool is_continuation_ = false;  // the words being added continue the last word
};

}  // namespace codau::markup

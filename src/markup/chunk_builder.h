// markup/chunk_builder.h — builds the chunks of a file (markup/chunk.h). The caller reads the
// format of the file, and passes the bytes of the file and the places of the words. Terms:
// 1. A chunk has the bytes of a part of the file, and their text.
// 2. A run is a word of the text, or a part of a word, with its bytes.
// 3. A frozen run is a run that splice() (markup/splice.h) must not change.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "markup/chunk.h"

namespace codau::markup {

/// Receives each chunk when it is complete. The chunk is destroyed after the call.
using TakeChunk = std::function<void(const MarkupChunk&)>;

/// The separator before a word in MarkupChunk::text. The values ascend from narrow to wide.
enum class WordSeparator : std::uint8_t {
  kNone,   ///< nothing: the word continues the last word
  kWord,   ///< a space
  kCell,   ///< a tab: between cells of a table
  kLine,   ///< a line feed
  kBlock,  ///< two line feeds: between paragraphs
  kPage    ///< a form feed
};

/// A range of bytes [begin, end), counted from the first byte of the file.
struct FileRange {
  std::uint64_t begin = 0, end = 0;
};

/// Properties that all words of an element share. An element is an XML element, or a string in
/// JSON. Markdown has no elements: its words have the default values.
struct Element {
  std::string id;          ///< id of the XML element, or JSON pointer (RFC 6901); may be empty
  double confidence = -1;  ///< of the program that wrote the file, [0, 1]; negative: unknown
  bool is_frozen = false;  ///< its runs are frozen
  bool is_word = false;    ///< it holds one word, which splice() must not make two words
};

/// Builds one chunk after another. Call for each part of a file:
/// 1. append() with its bytes;
/// 2. widen_separator() and add_words() for its words, in order;
/// 3. emit_until() if is_long() or is_too_long() returns true, and at the end of the file.
/// Precondition of all functions: a FileRange lies inside bytes().
class ChunkBuilder {
 public:
  /// Keeps a reference to `take`, which must outlive the builder.
  explicit ChunkBuilder(const TakeChunk& take) : take_(take) {}

  /// Appends the next bytes of the file to bytes().
  void append(std::string_view bytes) { chunk_.bytes += bytes; }
  /// Returns the bytes of the current chunk: appended, and not yet handed over.
  [[nodiscard]] std::string_view bytes() const { return chunk_.bytes; }
  /// Returns the offset of bytes() in the file.
  [[nodiscard]] std::uint64_t begin() const { return chunk_.begin; }
  /// Returns the bytes of `range`, still escaped.
  [[nodiscard]] std::string_view raw(FileRange range) const;

  /// Separates the next word from the last word by at least `separator`. If called several times
  /// between two words, the widest separator counts. If never called, the next word continues the
  /// last word: both are runs of one word.
  void widen_separator(WordSeparator separator);
  /// Adds one run for each word in `range`. Words are separated by white space. In `range`, white
  /// space with a line feed counts as WordSeparator::kLine if `has_lines` is true. All other white
  /// space counts as kWord. Skips a word that cannot be unescaped. If a hyphen at the end of a line
  /// breaks a word, freezes the runs of both parts.
  void add_words(FileRange range, Escaping escaping, const Element& element,
                 bool has_lines = false);
  /// Adds a DuplicateText (markup/chunk.h): `range` repeats the text of run `first_run` and of all
  /// later runs of the chunk. `element_id`: the element that holds `range`. Returns false and adds
  /// nothing if `range` has another text or no text.
  bool add_duplicate(FileRange range, Escaping escaping, const std::string& element_id,
                     std::size_t first_run);
  /// Freezes the last word and the next word, because they are two halves of one word.
  void mark_broken_word();
  /// Freezes run `first_run` and all later runs of the chunk. Does nothing if there is no such run.
  void freeze_from(std::size_t first_run);
  /// Returns the number of runs that the chunk has so far.
  [[nodiscard]] std::size_t count_runs() const { return chunk_.runs.size(); }

  /// Returns true if the chunk should end after the current block of text: it has at least 32,768
  /// runs or 16 MiB.
  [[nodiscard]] bool is_long() const;
  /// Returns true if the chunk should end already after the current line: it has at least 65,536
  /// runs or 64 MiB.
  [[nodiscard]] bool is_too_long() const;
  /// Hands over a chunk with all runs, and with the bytes before `end`, an offset in the file.
  /// Begins the next chunk with the remaining bytes and no runs. Precondition: no run ends after
  /// `end`.
  void emit_until(std::uint64_t end);

 private:
  [[nodiscard]] ByteRange relative(FileRange range) const;
  [[nodiscard]] bool is_continued_by(std::string_view word) const;
  void add_word(FileRange range, Escaping escaping, const Element& element);

  const TakeChunk& take_;
  MarkupChunk chunk_;
  WordSeparator separator_ = WordSeparator::kNone;
  bool is_broken_ = false;        // the last word continues in the next one
  bool is_continuation_ = false;  // the words being added continue the last word
};

}  // namespace codau::markup

// markup/chunk_builder.h — builds chunks from the bytes of a file and the words found in them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "markup/chunk.h"

namespace codau::markup {

/// Receives each chunk when it is complete. The chunk lives until the call returns.
using TakeChunk = std::function<void(const MarkupChunk&)>;

/// The separator between two words in MarkupChunk::text, narrowest first.
enum class WordSeparator : std::uint8_t {
  kNone,   ///< nothing: parts of one word
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

/// Properties that all words of an element of the file share.
struct Element {
  std::string id;          ///< TextRun::element
  double confidence = -1;  ///< TextRun::confidence
  bool is_fixed = false;   ///< TextRun::is_fixed
  bool is_word = false;    ///< TextRun::is_word
};

/// Builds one chunk after another. For each part of a file, call:
/// 1. append() with its bytes;
/// 2. separate() and add_words() for its words, in order;
/// 3. emit_until() when the chunk is long enough.
/// Precondition of all functions: a FileRange lies in the bytes appended and not yet handed over,
/// [begin(), begin() + bytes().size()).
class ChunkBuilder {
 public:
  /// Keeps a reference to `take`, which must outlive the builder.
  explicit ChunkBuilder(const TakeChunk& take) : take_(take) {}

  /// Appends the next bytes of the file.
  void append(std::string_view bytes) { chunk_.bytes += bytes; }
  /// Returns the appended bytes that were not handed over yet.
  [[nodiscard]] std::string_view bytes() const { return chunk_.bytes; }
  /// Returns the position of bytes() in the file.
  [[nodiscard]] std::uint64_t begin() const { return chunk_.begin; }
  /// Returns the bytes of `place`, still escaped.
  [[nodiscard]] std::string_view raw(FileRange place) const;

  /// Sets the separator before the next word. Of several calls, the widest separator counts.
  void separate(WordSeparator separator);
  /// Adds one run for each word of `place`. White space separates words. Skips a word that cannot
  /// be unescaped. A line feed separates lines if `has_lines`, else only words. If a word is broken
  /// by a hyphen at a line end, both parts become fixed (TextRun::is_fixed).
  void add_words(FileRange place, Escaping escaping, const Element& element,
                 bool has_lines = false);
  /// Records a DuplicateText: `place` has the text of all runs from run `first` to the last run
  /// again. `id`: DuplicateText::element. Returns false and changes nothing if the text differs.
  bool add_duplicate(FileRange place, Escaping escaping, const std::string& id, std::size_t first);
  /// Makes the last word and the next word fixed, since they are parts of one word.
  void mark_broken_word();
  /// Makes run `first` and all later runs fixed. Does nothing if there is no such run.
  void freeze_from(std::size_t first);
  /// Returns the number of runs of the chunk.
  [[nodiscard]] std::size_t count_runs() const { return chunk_.runs.size(); }

  /// Returns true if the chunk should end after the current block of text: it has at least 32,768
  /// runs or 16 MiB.
  [[nodiscard]] bool is_long() const;
  /// Returns true if the chunk should end after the current line: it has at least 65,536 runs or
  /// 64 MiB.
  [[nodiscard]] bool is_too_long() const;
  /// Hands over the chunk with the bytes before `end`, a position in the file, and begins the next
  /// chunk with the rest. The new chunk has no runs, so add_duplicate() returns false for copies of
  /// the runs handed over. Precondition: no run ends after `end`.
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

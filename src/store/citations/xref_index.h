// store/citations/xref_index.h — index of citations between the documents of a store. It holds the
// facts about each document, and the keys by which documents find each other
// (record/citations/xref.h). It tells which documents have to be compared again after a change, and
// no others.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "record/citations/xref.h"
#include "store/database/sqlite.h"

namespace codau::store {

/// How a document uses a key:
/// 1. kCited: it cites the document with this key.
/// 2. kOwn: the key is its own.
/// 3. kFirm: the key is its own and the document is firm (record::is_firm()).
enum class KeyOwner : std::int64_t { kCited = 0, kOwn = 1, kFirm = 2 };
/// Which documents with a key have changed since the last settle():
/// 1. kCiting: those that cite it.
/// 2. kOwn: those that own it.
/// 3. kEither: both may have changed.
enum class KeyChange : std::int64_t { kCiting = 0, kEither = 1, kOwn = 2 };
/// The lexicon that the keys of a document were made with:
/// 1. kNone: the document has no keys yet.
/// 2. kBook: the lexicon of the index (XrefIndex::lexicon()).
/// 3. kOther: another lexicon, for the keys or the findings, used by a writer that did not know
///    kBook.
enum class KeysLexicon : std::int64_t { kNone = 0, kBook = 1, kOther = 2 };

/// Documents to compare after changes since settle(), as sorted doc_ids:
/// 1. changed: documents about which others may say something new;
/// 2. needed: the changed documents, and all documents that the result for them depends on.
struct XrefWork {
  std::vector<std::string> changed, needed;
};

/// Reads and writes the index in the tables xref_facts, xref_keys and xref_due. A document is due
/// if others may say something new about it; work() lists due documents. Keeps a reference to the
/// connection. Writes belong to the caller's transaction, which also writes the rows of the
/// document.
class XrefIndex {
 public:
  explicit XrefIndex(const Connection& connection) : connection_(connection) {}

  /// Replaces the facts of a document by those of its head rows (record::is_head_row()), and
  /// removes its keys. Makes the document due, and the documents that find it by its old keys. If
  /// `rows` has no document row, nothing of the document stays.
  void put_facts(std::string_view doc_id, const record::Records& rows) const;
  /// Replaces the facts of a document whose format has changed, but not their meaning. Keeps the
  /// digest of findings, and makes the document due only if that digest is unknown.
  void put_form(std::string_view doc_id, const record::Records& rows) const;
  /// Tells whether the stored facts are those of `rows`.
  [[nodiscard]] bool has_facts(std::string_view doc_id, const record::Records& rows) const;
  /// Returns the facts of a document. Throws Error{kOutput} if put_facts() has not stored them or
  /// they are damaged.
  [[nodiscard]] record::XrefFacts facts(std::string_view doc_id) const;

  /// Returns the digest of the lexicon that keys were made with; empty if no lexicon is noted yet.
  [[nodiscard]] std::string lexicon() const;
  /// Notes the digest of the lexicon, once all documents have keys made with it.
  void put_lexicon(std::string_view lexicon) const;
  /// Which documents documents() returns: without keys, without keys by kBook, or all.
  enum class Which : std::uint8_t { kWithoutKeys, kWithoutThoseOfTheBook, kAll };
  [[nodiscard]] std::vector<std::string> documents(Which which) const;  ///< doc_ids, sorted
  /// Replaces the keys of a document, and makes documents due:
  /// 1. If the document is due: the documents that find it by its new keys.
  /// 2. If the document had keys before: the documents that find it by an added or removed key.
  /// 3. If the document had keys before and keys were added or removed: the document itself.
  /// 4. If its keys before were kOther: the document itself.
  void put_keys(const record::XrefFacts& facts, const record::XrefKeys& keys, KeysLexicon by) const;

  /// Returns the documents to compare after the changes since settle().
  [[nodiscard]] XrefWork work() const;
  /// Tells whether no key has changed since the last settle().
  [[nodiscard]] bool is_settled() const;
  /// Forgets which keys have changed.
  void settle() const;
  /// Returns record::compute_digest() of the findings that the rows of a document contain; empty if
  /// unknown.
  [[nodiscard]] std::string found(std::string_view doc_id) const;
  /// Notes the digest of the findings that the rows of a document contain.
  void put_found(std::string_view doc_id, std::string_view digest) const;
  /// Notes that the findings of a document were made with another lexicon (kOther).
  void mark_other_lexicon(std::string_view doc_id) const;

  /// Makes a document due: others may say something new about it.
  void mark_due(std::string_view doc_id) const;
  /// Makes a document due and forgets its findings: the target of a citation was removed from its
  /// rows.
  void mark_cut(std::string_view doc_id) const;
  /// Copies facts, keys and pending changes of a document from another store. Precondition: this
  /// store does not have the document. The function `was_copied` tells whether a document was
  /// copied from there, too: such documents have been compared with each other already.
  void copy(const XrefIndex& from, std::string_view doc_id,
            const std::function<bool(const std::string&)>& was_copied) const;

 private:
  void put(std::string_view doc_id, const record::Records& rows, std::string_view found) const;
  void note_key(std::string_view key, KeyChange what) const;

  const Connection& connection_;
};

}  // namespace codau::store

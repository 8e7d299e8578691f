// store/citations/xref_index.h — what documents of a store say of themselves and whom they cite, so
// that those find each other of whom one says something new about the other
// (record/citations/xref.h), and no others.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "record/citations/xref.h"
#include "store/database/sqlite.h"

namespace codau::store {

/// Whose key is one that a document has or cites: that of another, its own, or its own while it
/// stands firm (record/citations/xref.h).
enum class KeyOwner : std::int64_t { kCited = 0, kOwn = 1, kFirm = 2 };
/// What has happened to a key: who cites it has changed, who it is, or either.
enum class KeyChange : std::int64_t { kCiting = 0, kEither = 1, kOwn = 2 };
/// By which lexicon a document has keys: none yet, that of the book, or another one, of who did not
/// know that of the book, and has given it keys or told it of others.
enum class KeysLexicon : std::int64_t { kNone = 0, kBook = 1, kOther = 2 };

/// Of whom others may say something new since settle(), and all who decide on that; sorted.
struct XrefWork {
  std::vector<std::string> changed, needed;
};

/// Keeps a reference to the connection; of what it writes the transaction is the caller's, within
/// which the rows of the document were written.
class XrefIndex {
 public:
  explicit XrefIndex(const Connection& connection) : connection_(connection) {}

  /// By the head of its rows; without a row of it nothing of it stays. Who knew it by its old keys
  /// is due, and itself.
  void put_facts(std::string_view doc_id, const record::Records& rows) const;
  /// The same where facts have got another form: nobody is to be told but of whom nobody knows what
  /// was found.
  void put_form(std::string_view doc_id, const record::Records& rows) const;
  [[nodiscard]] bool has_facts(std::string_view doc_id, const record::Records& rows) const;
  /// Of a document that put_facts() has put; else Error{kOutput}.
  [[nodiscard]] record::XrefFacts facts(std::string_view doc_id) const;

  /// Keys depend on the lexicon: its digest; empty where nobody has put any.
  [[nodiscard]] std::string lexicon() const;
  void put_lexicon(std::string_view lexicon) const;  ///< once all have keys by it
  enum class Which : std::uint8_t { kWithoutKeys, kWithoutThoseOfTheBook, kAll };
  [[nodiscard]] std::vector<std::string> documents(Which which) const;  ///< sorted
  /// Who is found by them is due where the document is. Of a document that had keys also who is
  /// found by those that came or went, and itself; that is due in any case where it was kOther.
  void put_keys(const record::XrefFacts& facts, const record::XrefKeys& keys, KeysLexicon by) const;

  [[nodiscard]] XrefWork work() const;
  [[nodiscard]] bool is_settled() const;
  void settle() const;
  /// compute_digest() the findings that its rows have; empty where nobody knows.
  [[nodiscard]] std::string found(std::string_view doc_id) const;
  void put_found(std::string_view doc_id, std::string_view digest) const;
  void mark_other_lexicon(std::string_view doc_id) const;  ///< that was found by another lexicon

  /// Others may say something new about the document.
  void mark_due(std::string_view doc_id) const;
  /// The same, and a target was taken out of its rows.
  void mark_cut(std::string_view doc_id) const;
  /// As another store has it, with what is due there, of a document that is not here; those that
  /// were copied from there (`was_copied`) were told of each other.
  void copy(const XrefIndex& from, std::string_view doc_id,
            const std::function<bool(const std::string&)>& was_copied) const;

 private:
  void put(std::string_view doc_id, const record::Records& rows, std::string_view found) const;
  void note_key(std::string_view key, KeyChange what) const;

  const Connection& connection_;
};

}  // namespace codau::store

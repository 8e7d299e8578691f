#include "pipeline/edits/cross_references.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/edits/corrector.h"
#include "record/citations/xref.h"
#include "record/edits/apply_promulgator.h"
#include "record/edits/sign_off.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "record/schema/typed_row.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

record::Records without_xref_of(const text::Lexicon& lexicon, record::Records rows) {
  return record::remove_xref(lexicon, record::sort_records_by_key(std::move(rows)));
}

// Returns true if the date of issue changes by citations, now or before. Such a date also affects
// the tasks.
bool reaches_tasks(const record::Records& before, const record::XrefFindings& findings) {
  using record::Documents;
  return findings.best_date ||
         std::ranges::any_of(before[Documents::kTable], [](const record::Row& row) {
           return record::ConstCells<Documents>(row).text(Documents::issued_date_basis) == "xref";
         });
}

// Returns the rows with the findings of other documents. A conflict withdraws the signature,
// because the person who signed did not see it.
record::Records told_by_others(const store::Store& store, const text::Lexicon& lexicon,
                               const std::string& doc_id, const record::Records& records,
                               const record::XrefFindings& findings) {
  record::Records out =
      record::apply_xref(lexicon, record::remove_xref(lexicon, records), findings);
  if (findings.is_conflict)
    record::withdraw_sign_off(out, load_edits(store, doc_id, ErrorCode::kInput));
  return out;
}

// Writes the rows of documents in batches, since each commit waits for the disk.
class Revisions {
 public:
  Revisions(store::Store& store, const fs::path& out, const text::Lexicon& lexicon)
      : store_(store),
        out_(out),
        lexicon_(lexicon),
        is_of_book_(store.xref().lexicon() == record::compute_digest(lexicon)) {}

  /// `before`, `after`: the current and the new value of Store::head_of().
  void add(const std::string& doc_id, const record::Records& before, const record::Records& after,
           const record::XrefFindings& findings) {
    leave(doc_id, record::compute_digest(findings));
    const record::Records known = record::sort_records_by_key(store_.records_of(doc_id));
    store_.revise_records(doc_id, reaches_tasks(before, findings)
                                      ? told_by_others(store_, lexicon_, doc_id, known, findings)
                                      : record::replace_head(after, known));
    constexpr std::size_t kEnough = 200;  // documents between two commits
    if (++written_ % kEnough == 0) store_.commit();
  }

  /// Records the findings of a document whose rows need no change.
  void leave(const std::string& doc_id, const std::string& found) {
    store_.begin_batch();
    store_.xref().put_found(doc_id, found);
    if (!is_of_book_) store_.xref().mark_other_lexicon(doc_id);
  }

 private:
  store::Store& store_;
  const fs::path& out_;
  const text::Lexicon& lexicon_;
  const bool is_of_book_;
  std::size_t written_ = 0;
};

// Copies human edits in the head of a document into the documents that it promulgates. Returns true
// if rows changed, as citations may then resolve differently.
bool follow_promulgators(store::Store& store, const text::Lexicon& lexicon,
                         const std::vector<std::string>& changed) {
  std::set<store::Store::SubDocument> due;
  for (const std::string& doc_id : changed) {
    for (auto& one : store.promulgated(doc_id)) due.insert(std::move(one));
  }
  bool has_new = false;
  for (const auto& [doc_id, promulgator] : due) {
    if (!store.has_document(doc_id) || !store.has_document(promulgator)) continue;
    const record::Records before = without_xref_of(lexicon, store.records_of(doc_id));
    const record::Records after = record::apply_promulgator(
        lexicon, before, without_xref_of(lexicon, store.head_of(promulgator)));
    if (after == before) continue;
    has_new = true;
    store.begin_batch();
    store.renew_records(doc_id, record::apply_no_xref(lexicon, after));
    store.commit();
  }
  return has_new;
}

}  // namespace

store::XrefWork prepare_xref_work(store::Store& store, const text::Lexicon& lexicon,
                                  XrefKeyScope keys) {
  using Which = store::XrefIndex::Which;
  const store::XrefIndex book = store.xref();
  const std::string& by = record::compute_digest(lexicon);
  const bool is_of_book = book.lexicon().empty() || book.lexicon() == by;
  const bool gives_anew = keys == XrefKeyScope::kAllDocuments && !is_of_book;
  const std::vector<std::string> bare = book.documents(gives_anew   ? Which::kAll
                                                       : is_of_book ? Which::kWithoutThoseOfTheBook
                                                                    : Which::kWithoutKeys);
  if (!bare.empty()) {
    store.begin_batch();
    for (const std::string& id : bare) {
      const record::XrefFacts facts = book.facts(id);
      book.put_keys(
          facts, record::make_xref_keys(lexicon, facts),
          is_of_book || gives_anew ? store::KeysLexicon::kBook : store::KeysLexicon::kOther);
    }
    if (is_of_book || gives_anew) book.put_lexicon(by);
    store.commit();
  }
  return book.work();
}

void write_cross_references(store::Store& store, const fs::path& out, const text::Lexicon& lexicon,
                            XrefKeyScope keys) {
  store::XrefWork work = prepare_xref_work(store, lexicon, keys);
  if (follow_promulgators(store, lexicon, work.changed))
    work = prepare_xref_work(store, lexicon, keys);
  const store::XrefIndex book = store.xref();
  std::vector<record::XrefFacts> facts;
  facts.reserve(work.needed.size());
  for (const std::string& id : work.needed) facts.push_back(book.facts(id));
  const auto found = record::resolve_xrefs(lexicon, facts);
  facts = {};
  Revisions revisions(store, out, lexicon);
  for (const std::string& id : work.changed) {
    const record::XrefFindings& findings = found.at(id);
    const std::string digest = record::compute_digest(findings);
    if (book.found(id) == digest) continue;
    const record::Records before = record::sort_records_by_key(store.head_of(id));
    const record::Records after = told_by_others(store, lexicon, id, before, findings);
    if (after == before) {
      revisions.leave(id, digest);
      continue;
    }
    revisions.add(id, before, after, findings);
  }
  store.commit();
  if (book.is_settled()) return;
  store.begin_batch();
  book.settle();
  store.commit();
}

}  // namespace codau::pipeline

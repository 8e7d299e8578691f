#include "pipeline/jobs/document_stage.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "document/read_document.h"
#include "io/atomic_file.h"
#include "io/temp_file.h"
#include "pipeline/edits/corrector.h"
#include "pipeline/edits/document_lines.h"
#include "pipeline/edits/learnt.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/inputs/stage_versions.h"
#include "pipeline/jobs/carry_over.h"
#include "pipeline/jobs/older_documents.h"
#include "pipeline/output/file_faults.h"
#include "pipeline/output/fingerprint.h"
#include "pipeline/output/output_files.h"
#include "pipeline/output/publish.h"
#include "record/citations/xref.h"
#include "record/schema/ids.h"
#include "record/schema/schema.h"
#include "record/schema/validate.h"
#include "text/page_json.h"
#include "worker/placed_pages.h"
#include "worker/protocol.h"
#include "worker/sub_document_start.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMark = 24;  // hex digits of a hash in a fingerprint

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20U;
// Time beyond the limit of a page. A table of 50 MiB as one document took 79 s; a page of a plan
// takes 7 ms.
constexpr std::chrono::seconds kPerMiB{5}, kPerPdfPage{2}, kMostPdf{3600};
// Text, rows and evidence of a short plan are 40 times as large as its text, those of a table 60
// times.
constexpr std::uint64_t kMostGrowth = 100, kLeastBytes = 16 * kMiB, kMostBytes = 4096 * kMiB;
// Images are stored unchanged or without loss: a fax in Flate is twice as large.
constexpr std::uint64_t kMostPdfGrowth = 32, kLeastPdf = 256 * kMiB, kMostPdfBytes = 16384 * kMiB;

std::string restorer_of(const std::vector<ModelFile>& models) {
  std::string facts = std::string(kRestorationVersion);
  for (const ModelFile& model : models) {
    if (!is_reading_model(model)) facts += '\n' + model.name + ' ' + model.sha256;
  }
  return record::sha256(facts);
}

// Hashes everything that files and rows depend on, except source and pages. That is the versions of
// restoration and rules, and the settings of the user.
std::string means_of(const RunOptions& options, const std::string& restorer) {
  std::string facts = "restorer " + restorer + "\n" + std::string(kRulesVersion) + "\nrecords " +
                      std::string(record::kSchemaVersion);
  if (options.allow_secret) facts += "\nallow secret";
  return record::sha256(facts);
}

// Returns the rows with the human edits applied. Returns nothing if there are no edits.
std::optional<record::Records> edited(const text::Lexicon& lexicon, const store::Store& store,
                                      const std::string& doc_id, const record::Records& made) {
  const auto edits = load_edits(store, doc_id, ErrorCode::kInput);
  if (edits.empty()) return std::nullopt;
  record::EditedRecords out = record::apply_edits(lexicon, made, edits);
  const auto findings = record::validate_rows(out.records);
  if (!findings.empty()) throw Error(ErrorCode::kInternal, "edited rows: " + findings.front());
  return std::move(out.records);
}

// Hashes everything that rows and files depend on: the worker's answer, the edits of the document
// and of its promulgator, and the code version. Returns an empty text if the answer is too long to
// be hashed.
std::string answer_of(const ReceivedDocument& parts, const std::vector<std::string>& edits,
                      std::optional<std::string_view> promulgator) {
  const std::string digest = parts.digest();
  if (digest.empty() || (promulgator && promulgator->empty())) return {};
  std::string facts = std::string(kKeepingVersion) + '\n' + digest;
  if (promulgator) facts.append("\n").append(*promulgator);
  for (const std::string& edit : edits) facts += '\n' + edit;
  return record::sha256(facts);
}

// Returns true if an earlier run restored the same text for the same settings.
bool is_of_same_text(const DocumentJob& making) {
  return making.known && making.known->pages == making.fingerprint.pages &&
         making.known->asked == making.fingerprint.asked;
}

// Returns true if the store knows the PDF. The oldest code did not record PDFs.
bool has_noted_pdf(const store::Store& store, const InputSource& source, const Fingerprint& known) {
  return known.rules == Fingerprint::kOlderCode || store.pdf(source.info.doc_id);
}

// Returns first pages that people set and at which no document begins, as they were not read or are
// blank.
std::vector<std::uint32_t> undivided(const InputSource& source, const DocumentJob& making) {
  std::vector<std::uint32_t> made{1}, out;
  for (const DocumentJob::SubDocumentJob& one : making.sub_documents) made.push_back(one.page_from);
  std::ranges::set_difference(source.info.first_pages, made, std::back_inserter(out));
  return out;
}

/// Returns the rows of a document; nothing if they are damaged, or cannot be read.
std::optional<record::Records> load_sound_rows(const store::Store& store,
                                               const std::string& doc_id) {
  std::optional<record::Records> rows;
  static_cast<void>(catch_error([&] { rows = store.find_sound_records(doc_id); }));
  return rows;
}

/// Whether save_records() would leave the store as it is. `stored`: the rows of the store. Values
/// that other documents gave are left out.
bool is_stored(const store::Store& store, const text::Lexicon& lexicon, const std::string& doc_id,
               record::Records stored, const record::Records& rows,
               const std::vector<store::PrintedPassage>& printed) {
  if (stored[record::TableId::kDocuments].empty()) return false;
  const record::Records own =
      record::apply_no_xref(lexicon, record::sort_records_by_key(std::move(stored)));
  return own == rows && store.printed(doc_id) == printed && store.xref().has_facts(doc_id, rows);
}

/// Returns the text as read and its changes; nothing if they are missing, or cannot be read.
std::optional<store::DocumentTexts> load_sound_texts(const store::Store& store,
                                                     const std::string& doc_id) {
  std::optional<store::DocumentTexts> texts;
  static_cast<void>(catch_error([&] { texts = store.texts(doc_id); }));
  return texts;
}

std::string json_of(const store::Store& store, const InputSource& source, const ChosenPage& page) {
  const PageInFile place = source.place(page.number);
  std::string json = store.pages().page(place.file.sha256, page.key, place.number).value_or("");
  if (json.empty() || place.number == page.number) return json;
  OcrPage numbered = text::page_from_json(json);
  numbered.number = page.number;
  return text::to_json(numbered);
}

// Returns the other documents of the file, without those that people removed.
std::vector<std::string> others(const store::Store& store, const InputSource& source) {
  std::vector<std::string> ids = store.sub_documents(source.info.doc_id);
  std::erase_if(ids, [&](const std::string& id) { return store.find_tombstone(id) == "removed"; });
  return ids;
}

// Returns true if the PDF or the signed original differs from the file that was written.
bool has_lost_files(const store::Store& store, const InputSource& source) {
  const std::string& doc_id = source.info.doc_id;
  return find_file_faults(store.results().paths(doc_id), store.known_files(doc_id)).pdf;
}

// Returns the hash of the words in the PDF; empty if the PDF is missing or was altered.
std::string find_pdf_words(const store::Store& store, const InputSource& source,
                           const DocumentJob& making) {
  const std::string& doc_id = source.info.doc_id;
  const bool is_there = making.known && store.pdf(doc_id) &&
                        look_at_document(store, doc_id).has_pdf && !has_lost_files(store, source);
  return is_there ? making.known->pdf : "";
}

// Starts the next document that the worker announces. Sets is_false if the announcement is invalid.
void begin_sub_document(const InputSource& source, DocumentJob& making, const std::string& part) {
  const auto told = worker::parse_sub_document_start(part);
  const auto is_there = [&](std::uint32_t page) { return page > 0 && page <= source.pages; };
  const auto is_of_source = [&](const worker::SubDocumentStart& one) {
    if (source.is_text()) return one.from == 0 && one.to == 0;
    return is_there(one.from) && is_there(one.to) && one.from <= one.to;
  };
  const auto is_promulgator = [&](std::uint32_t k) {  // that has a number of its own
    return k == 0 || (k <= making.sub_documents.size() && !making.sub_documents[k - 1].promulgator);
  };
  making.is_false = making.is_false || !told || !is_of_source(*told) ||
                    (told->promulgator && !is_promulgator(*told->promulgator)) ||
                    making.sub_documents.size() >= document::kMaxDocuments;
  if (making.is_false) return;
  const std::string doc_id = record::make_sub_document_id(source.info.sha256, told->from, told->to,
                                                          making.sub_documents.size() + 1);
  making.sub_documents.push_back({doc_id, told->from, told->promulgator, ReceivedDocument()});
}

// Takes a piece from the worker. Sets is_false if the piece was not requested. `pdf`: path of the
// PDF.
void take(const InputSource& source, DocumentJob& making, const fs::path& pdf,
          worker::StreamPiece piece) {
  if (making.is_false) return;
  switch (piece.stream) {
    case worker::Stream::kPart:
      return begin_sub_document(source, making, piece.bytes);
    case worker::Stream::kPdfWords:
      making.is_false =
          !making.with_pdf || !making.pdf_words.empty() || !worker::is_pdf_words_hash(piece.bytes);
      making.pdf_words = std::move(piece.bytes);
      return;
    case worker::Stream::kPdf:
      making.is_false = !making.is_pdf_due();
      if (making.is_false) return;
      if (!making.pdf) making.pdf.emplace(pdf);
      return making.pdf->take(piece.bytes);
    default:
      making.is_false = piece.bytes.size() > making.room;
      if (making.is_false) return;
      making.room -= piece.bytes.size();
      auto& subs = making.sub_documents;
      return (subs.empty() ? *making.parts : subs.back().parts).take(std::move(piece));
  }
}

}  // namespace

DocumentStage::DocumentStage(const RunOptions& options)
    : options_(options),
      lexicon_folders_(pipeline::list_lexicon_folders(options.home, options.out, options.lexicon)),
      lexicon_(lexicon_folders_),
      learnt_(load_learnt(options.out)),
      models_(list_model_files(options.home, lexicon_folders_)),
      restorer_(restorer_of(models_)),
      means_(means_of(options, restorer_)),
      keys_(make_stage_keys(models_, options.allow_secret)),
      had_same_words_(has_same_words(options.out / "manifest.json", models_)) {}

std::shared_ptr<DocumentJob> DocumentStage::plan(const store::Store& store,
                                                 const InputSource& source,
                                                 const PageKeys& keys) const {
  const DocumentState first = look_at_document(store, source.info.doc_id);
  auto making = std::make_shared<DocumentJob>();
  making->until = choose_limit(first.until);
  making->with_pdf = wants_pdf(store, source, first.has_pdf);
  making->known = Fingerprint::parse(store.fingerprint(source.info.doc_id));
  if (making->known && making->known->is_of_older_form && had_same_words_)
    making->known->asked = keys_.asked;
  std::string pages;
  std::set<std::string> readers;
  bool is_whole = true;
  for (std::uint32_t number = 1; number <= source.pages; ++number) {
    const PageInFile at = source.place(number);
    const store::PageStore::StoredPagePlace place{at.file.sha256, at.number};
    const auto found = find_earlier_page(store.pages(), keys, place);
    is_whole = is_whole && found && !is_simple_key(found->key) &&
               decide_reread(store.pages(), keys, place, *found) == RereadDecision::kNone;
    pages += '\n' + (found ? found->stub.sha256 : record::sha256(""));
    if (!found) continue;
    readers.insert(found->key);
    making->pages.push_back({number, found->key});
    making->bytes += found->stub.bytes;
  }
  if (source.is_text()) making->bytes = source.info.bytes;
  making->is_whole = is_whole;
  making->restoration =
      record::sha256(restorer_ + '\n' + source.info.sha256 + pages).substr(0, kMark);
  making->fingerprint = {make_fingerprint_head(keys_.asked, source.info, making->until),
                         keys_.asked,
                         record::sha256(pages).substr(0, kMark),
                         keys_.restoration,
                         keys_.rules,
                         std::string(Fingerprint::kNone),
                         is_whole ? make_readers_mark(readers) : std::string(Fingerprint::kInPart)};
  return making;
}

bool DocumentStage::is_done(const store::Store& store, const InputSource& source,
                            const DocumentJob& making) const {
  if (options_.redo != RedoScope::kNone || !making.known) return false;
  const Fingerprint& known = *making.known;
  if (!known.pages.empty() && known.pages != making.fingerprint.pages) return false;
  const bool is_asked =
      known.is_of_older_form
          ? known.asked == keys_.asked && is_as_asked(store, source.info, options_.allow_secret)
          : known.head == making.fingerprint.head;
  return is_asked &&
         look_at_document(store, source.info.doc_id).is_whole(making.until, making.with_pdf) &&
         (!making.with_pdf || has_noted_pdf(store, source, known)) &&
         !has_lost_files(store, source) && has_whole_sub_documents(store, source, making.until);
}

void DocumentStage::adopt(store::Store& store, const InputSource& source,
                          const DocumentJob& making) const {
  Fingerprint now = making.fingerprint;
  now.restoration = making.known->restoration;
  now.rules = making.known->rules;
  now.pdf = making.known->pdf;
  std::vector<std::string> all = others(store, source);
  all.push_back(source.info.doc_id);
  for (const std::string& doc_id : all) {
    if (store.fingerprint(doc_id) == now.text()) continue;
    store.begin_batch();  // many documents share one commit
    store.save_fingerprint(doc_id, now.text());
  }
}

bool DocumentStage::is_untouched(const store::Store& store, const InputSource& source,
                                 const store::BuildState& made, const ResultsLook& first) const {
  if (options_.redo != RedoScope::kNone || options_.debug_pages) return false;
  const auto known = Fingerprint::parse(made.fingerprint);
  if (!known || known->readers == Fingerprint::kInPart) return false;
  const DocumentState state{find_stage_limit(made.has_rows, made.is_restored), first.has_text(),
                            first.has_pdf()};
  const StageLimit until = choose_limit(state.until);
  const bool with_pdf = wants_pdf(store, source, state.has_pdf);
  return known->head == make_fingerprint_head(keys_.asked, source.info, until) &&
         state.is_whole(until, with_pdf) && (!with_pdf || has_noted_pdf(store, source, *known)) &&
         !(first.has_changed() && has_lost_files(store, source)) &&
         (!made.has_sub_documents || has_whole_sub_documents(store, source, until));
}

bool DocumentStage::has_whole_sub_documents(const store::Store& store, const InputSource& source,
                                            StageLimit until) const {
  if (until < StageLimit::kDocument) return true;  // no division before this stage
  return std::ranges::all_of(others(store, source), [&](const std::string& doc_id) {
    return look_at_document(store, doc_id).is_whole(until, false);
  });
}

std::size_t DocumentStage::documents(const store::Store& store, const InputSource& source) const {
  return 1 + others(store, source).size();
}

WorkerJob DocumentStage::job(const store::Store& store, const InputSource& source,
                             const std::shared_ptr<DocumentJob>& making) const {
  const std::uint64_t room = std::min(kLeastBytes + kMostGrowth * making->bytes, kMostBytes);
  making->lines = find_lines_of_file(store, source.info.doc_id);
  WorkerJob job;
  job.ask = worker::Ask::kDocument;
  job.timeout = options_.timeout_page + kPerMiB * static_cast<std::int64_t>(making->bytes / kMiB);
  job.most_bytes = room;
  if (making->with_pdf) {
    making->known_pdf_words = find_pdf_words(store, source, *making);
    job.timeout += std::min(options_.timeout_page + kPerPdfPage * source.pages, kMostPdf);
    job.most_bytes += std::min(kLeastPdf + kMostPdfGrowth * source.info.bytes, kMostPdfBytes);
  }
  job.request = [this, &store, &source, making](std::size_t i) {
    return request(store, source, *making, i);
  };
  job.begin = [this, &source, making, room, pdf = store.results().paths(source.info.doc_id).pdf] {
    making->parts.emplace();
    making->sub_documents.clear();
    making->pdf_words.clear();
    making->pdf.reset();
    making->is_false = false;
    making->room = room;
    return [this, &source, making, pdf](worker::StreamPiece piece) {
      take(source, *making, pdf, std::move(piece));
    };
  };
  return job;
}

std::optional<std::string> DocumentStage::request(const store::Store& store,
                                                  const InputSource& source,
                                                  const DocumentJob& making, std::size_t i) const {
  const std::size_t files = making.with_pdf && source.files.size() > 1 ? source.files.size() : 0;
  if (i < files) return worker::to_frame(worker::AddFile{});
  i -= files;
  const std::size_t pages = making.pages.size();
  if (i < pages) return worker::to_frame(worker::AddPage{json_of(store, source, making.pages[i])});
  if (i == pages) return worker::to_frame(worker::AddRestored{kept(store, source, making)});
  if (i > pages + 1) return std::nullopt;
  return worker::to_frame(worker::MakeDocument{
      source.info, source.pages, making.until >= StageLimit::kRestore,
      making.until >= StageLimit::kDocument, options_.allow_secret,
      std::string(making.with_pdf ? kKeepingVersion : ""), making.known_pdf_words, making.lines});
}

std::string DocumentStage::kept(const store::Store& store, const InputSource& source,
                                const DocumentJob& making) const {
  if (options_.redo == RedoScope::kOcr || options_.redo == RedoScope::kText) return {};
  const std::string& doc_id = source.info.doc_id;
  std::string same = store.pages().restoration(doc_id, making.restoration);
  if (!same.empty() || !is_of_same_text(making)) return same;
  return store.pages().restoration(doc_id);  // made by older code
}

void DocumentStage::save(store::Store& store, const InputSource& source, const PageKeys& keys,
                         DocumentJob& making, io::AtomicFileBatch& files) const {
  if (making.is_false) throw Error(ErrorCode::kInternal, "worker: a document that cannot be");
  if (making.with_pdf && making.pdf_words.empty())
    throw Error(ErrorCode::kInternal, "worker: no words of the PDF");
  const std::string& doc_id = source.info.doc_id;
  ReceivedDocument& parts = *making.parts;
  if (making.with_pdf) making.fingerprint.pdf = making.pdf_words;
  if (making.until >= StageLimit::kRestore && parts.kept().empty() && is_of_same_text(making) &&
      store.pages().restoration(doc_id, making.restoration).empty())
    making.fingerprint.restoration = making.known->restoration;  // the restoration was reused
  save_documents(store, source, making, files);
  if (!parts.kept().empty())
    store.pages().save_restoration(doc_id, making.restoration, parts.kept());
  making.parts.reset();
  making.sub_documents.clear();
  if (making.is_whole) {
    std::set<std::string> used{keys.read, keys.simply};
    for (const ChosenPage& page : making.pages) used.insert(page.key);
    const std::vector<std::string> keep(used.begin(), used.end());
    for (const InputFile& file : source.files) store.pages().prune(file.sha256, keep);
  }
  // The old PDF must not be taken for the new one.
  if (making.is_pdf_due()) store.forget_pdf(doc_id);
  store.save_fingerprint(doc_id, making.fingerprint.text());
}

void DocumentStage::claim_results(store::Store& store, const InputSource& source,
                                  const DocumentJob& making) const {
  const std::string stem = store.results().stem(source.info.doc_id);
  std::vector<store::NamedDocument> news;
  for (std::size_t i = 0; i < making.sub_documents.size(); ++i) {
    const std::string& doc_id = making.sub_documents[i].doc_id;
    std::string own = store::make_further_stem(stem, i + 2);
    if (store.results().stem(doc_id) != own) news.push_back({doc_id, std::move(own)});
  }
  if (news.empty()) return;
  store.commit();
  store.claim_results(news);
}

// Stores all documents of a file, or none. Documents that people removed stay removed. A former
// document that no longer exists is removed.
void DocumentStage::save_documents(store::Store& store, const InputSource& source,
                                   DocumentJob& making, io::AtomicFileBatch& files) const {
  struct One {
    const std::string& doc_id;
    ReceivedDocument& parts;
    std::string answer = {};
    bool is_same = false;
  };
  const std::string& first = source.info.doc_id;
  if (making.until >= StageLimit::kDocument) {
    making.carried = carry_over_edits(store, source, making, lexicon_);
    making.undivided = undivided(source, making);
  }
  std::vector<One> all{{first, *making.parts}};
  std::vector<std::string> gone = store.sub_documents(first);
  std::vector<store::Store::SubDocument> now;
  std::vector<std::string> answers;  // of all documents of the file, in order
  const auto answer = [&](const std::string& doc_id, const ReceivedDocument& parts,
                          std::optional<std::string_view> promulgator) {
    return answers.emplace_back(answer_of(parts, store.edits(doc_id), promulgator));
  };
  all.front().answer = answer(first, *making.parts, std::nullopt);
  for (auto& [doc_id, page_from, promulgator, parts] : making.sub_documents) {
    std::erase(gone, doc_id);
    const auto id_of = [&](std::uint32_t k) { return k == 0 ? first : now[k - 1].first; };
    now.emplace_back(doc_id, promulgator ? id_of(*promulgator) : "");
    const std::string of_other = promulgator ? answers[*promulgator] : "";
    const std::string own = answer(
        doc_id, parts, promulgator ? std::optional<std::string_view>(of_other) : std::nullopt);
    if (store.find_tombstone(doc_id) != "removed") all.push_back({doc_id, parts, own});
  }
  for (One& one : all) {
    one.is_same = is_document_unchanged(store, one.doc_id, one.parts, making.until, one.answer);
    if (!one.is_same && all.size() > 1) (void)one.parts.records(one.doc_id);  // validates the rows
  }
  std::vector<store::Store::SubDocument> known = now;  // a run that follows a kill needs them too
  for (const std::string& doc_id : gone) known.emplace_back(doc_id, "");
  if (making.until >= StageLimit::kDocument) store.save_sub_documents(first, known);
  for (const One& one : all) {
    if (!one.is_same) replace(store, one.doc_id, one.parts, making.until, one.answer, files);
    if (one.doc_id != first) store.save_fingerprint(one.doc_id, making.fingerprint.text());
  }
  if (making.until < StageLimit::kDocument) return;
  for (const std::string& doc_id : gone) remove_results(options_.out, store, doc_id);
  store.remove_documents(gone, "gone");
  store.save_sub_documents(first, now);
}

bool DocumentStage::is_document_unchanged(const store::Store& store, const std::string& doc_id,
                                          const ReceivedDocument& parts, StageLimit until,
                                          const std::string& answer) const {
  if (answer.empty() || until < StageLimit::kDocument) return false;
  if (store.answer(doc_id) != answer || !load_sound_rows(store, doc_id)) return false;
  const auto texts = load_sound_texts(store, doc_id);
  return texts && texts->changes && parts.is_text_in(store.results().paths(doc_id).text);
}

void DocumentStage::save_texts(store::Store& store, const std::string& doc_id,
                               ReceivedDocument& parts, StageLimit until,
                               io::AtomicFileBatch& files) const {
  const fs::path target = store.results().paths(doc_id).text;
  if (target.empty()) throw Error(ErrorCode::kInternal, "a document without a name");
  const bool is_restored = until >= StageLimit::kRestore;
  if (load_sound_texts(store, doc_id) != parts.texts(is_restored)) {
    store.save_texts(doc_id, parts.as_read(), is_restored ? parts.changes() : store::TextPieces());
  }
  add_text_file(target, is_restored ? parts.text() : parts.as_read(), files);
}

void DocumentStage::replace(store::Store& store, const std::string& doc_id, ReceivedDocument& parts,
                            StageLimit until, const std::string& answer,
                            io::AtomicFileBatch& files) const {
  if (until < StageLimit::kDocument) return save_texts(store, doc_id, parts, until, files);
  record::Records made = parts.take_records(doc_id);
  if (auto by_people = edited(lexicon_, store, doc_id, made)) {
    parts.apply_human_edits(*by_people, load_edits(store, doc_id, ErrorCode::kInput));
    made = std::move(*by_people);
  }
  const record::Records rows =
      record::apply_no_xref(lexicon_, record::judge_rows(lexicon_, learnt_, std::move(made)));
  auto stored = load_sound_rows(store, doc_id);
  if (!stored) store.forget_damaged(doc_id);
  if (!stored || !is_stored(store, lexicon_, doc_id, std::move(*stored), rows, parts.printed()))
    store.save_records(doc_id, rows, parts.printed());
  save_texts(store, doc_id, parts, until, files);
  store.save_answer(doc_id, answer);
}

PageWarnings DocumentStage::warnings(const store::Store& store, const InputSource& source,
                                     const DocumentJob& making) const {
  constexpr std::string_view kNothing = R"("warnings":[])";
  PageWarnings warnings;
  for (const ChosenPage& page : making.pages) {
    const std::string json = json_of(store, source, page);
    if (json.empty() || json.find(kNothing) != std::string::npos) continue;
    for (const std::string& code : text::page_from_json(json).warnings) {
      warnings[code].push_back(page.number);
    }
  }
  return warnings;
}

void DocumentStage::forget(store::Store& store, const InputSource& source,
                           std::string_view why) const {
  // Remove the files before the rows: missing rows mean that nothing of the document is left.
  remove_results(options_.out, store, source.info.doc_id);
  const std::array<std::string, 1> id{source.info.doc_id};
  store.remove_documents(id, why);
}

void DocumentStage::forget_secret(store::Store& store, const InputSource& source) const {
  if (store.has_document(source.info.doc_id)) remove_records(options_.out);
  forget(store, source, "secret");
}

StageLimit DocumentStage::choose_limit(StageLimit made) const {
  return std::min(std::max(options_.until, made), StageLimit::kDocument);
}

bool DocumentStage::wants_pdf(const store::Store& store, const InputSource& source,
                              bool has_pdf) const {
  const bool is_asked = options_.until == StageLimit::kExports && options_.formats.contains("pdf");
  return !source.is_text() && (is_asked || has_pdf || store.pdf(source.info.doc_id));
}

bool DocumentStage::is_restored(const store::Store& store, const InputSource& source) const {
  const std::string& doc_id = source.info.doc_id;
  return choose_limit(find_stage_limit(store.has_document(doc_id), store.is_restored(doc_id))) >=
         StageLimit::kRestore;
}

}  // namespace codau::pipeline

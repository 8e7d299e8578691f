#include "pipeline/jobs/remake_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"
#include "io/atomic_file.h"
#include "pipeline/edits/document_lines.h"
#include "pipeline/inputs/known_probes.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/inputs/run_options.h"
#include "pipeline/inputs/source_identity.h"
#include "pipeline/jobs/document_stage.h"
#include "pipeline/jobs/older_documents.h"
#include "pipeline/output/fingerprint.h"
#include "pipeline/output/job_queue.h"
#include "pipeline/output/worker_engines.h"
#include "pipeline/output/worker_pool.h"
#include "record/schema/ids.h"
#include "record/schema/typed_row.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;
using record::Documents;

Error make_refusal(Message why) { return {ErrorCode::kInput, std::move(why)}; }

/// Returns the names of a file. `documents`: all documents of the file. Only a source of several
/// files has page ranges.
std::vector<record::SourceName> names_of(const store::Store& store,
                                         const std::vector<std::string>& documents,
                                         bool has_several_files) {
  using record::Sources;
  std::vector<record::SourceName> out;
  for (const std::string& doc_id : documents) {
    for (const record::Row& row : store.rows_of(doc_id, record::TableId::kSources)) {
      const record::ConstCells<Sources> cells(row);
      const auto page = [&](auto column) {
        return has_several_files ? static_cast<std::uint32_t>(cells.get(column).value_or(0)) : 0U;
      };
      record::SourceName name{cells.text(Sources::source_name), cells.text(Sources::source_path),
                              page(Sources::page_from), page(Sources::page_to)};
      const auto known = std::ranges::find(out, name.path, &record::SourceName::path);
      if (known == out.end()) {
        out.push_back(std::move(name));
      } else {
        known->page_from = std::min(known->page_from, name.page_from);
        known->page_to = std::max(known->page_to, name.page_to);
      }
    }
  }
  return out;
}

/// Returns the files of a source, as far as their pages tell.
std::vector<InputFile> files_of(const store::Store& store, const std::string& sha256,
                                std::uint32_t pages) {
  std::vector<InputFile> out;
  for (std::uint32_t page = 1; page <= pages; ++page) {
    const auto place = store.pages().place(sha256, page);
    if (out.empty() || place.number == 1) out.push_back({{}, {}, place.sha256, {}, page});
  }
  if (out.empty()) out.push_back({{}, {}, sha256, {}, 1});
  return out;
}

/// Returns the type that a person gave to the file (--metadata): without it, the fingerprint of the
/// document would be another.
std::string find_given_type(const std::string& type, record::SourceInfo info,
                            const std::optional<Fingerprint>& known) {
  const auto fits = [&](const std::string& given) {
    info.type_code = given;
    const std::string head = make_fingerprint_head(known->asked, info, StageLimit::kDocument);
    return known->head == head;
  };
  return known && !fits("") && fits(type) ? type : std::string();
}

InputSource source_of(const store::Store& store, const std::vector<std::string>& documents) {
  const std::string& doc_id = documents.front();
  const std::vector<record::Row> rows = store.rows_of(doc_id, record::TableId::kDocuments);
  const record::ConstCells<Documents> document(rows.front());
  InputSource out;
  out.info.doc_id = doc_id;
  out.info.sha256 = document.text(Documents::source_sha256);
  out.info.bytes = static_cast<std::uint64_t>(document.get(Documents::source_bytes).value_or(0));
  out.info.format = document.text(Documents::source_format);
  out.info.pipeline_version = program_version();
  if (!out.is_text()) out.pages = find_source_page_count(store.pages(), out.info.sha256);
  out.files = files_of(store, out.info.sha256, out.pages);
  out.info.names = names_of(store, documents, out.files.size() > 1);
  out.info.first_pages =
      record::parse_pages(record::find_wanted_division(load_edits(store, doc_id)))
          .value_or(std::vector<std::uint32_t>());
  out.info.type_code = find_given_type(document.text(Documents::type_code), out.info,
                                       Fingerprint::parse(store.fingerprint(doc_id)));
  return out;
}

bool is_marked_secret(const store::Store& store, const std::vector<std::string>& documents) {
  return std::ranges::any_of(documents, [&](const std::string& doc_id) {
    return std::ranges::any_of(store.rows_of(doc_id, record::TableId::kDocuments),
                               [](const record::Row& row) {
                                 const record::ConstCells<Documents> cells(row);
                                 const auto flags = cells.codes(Documents::flags);
                                 return cells.text(Documents::secrecy) != "none" ||
                                        std::ranges::find(flags, "SECRET_SUSPECTED") != flags.end();
                               });
  });
}

/// Returns an open file with these bytes that has no name.
worker::Descriptor open_bytes(const std::string& bytes) {
  worker::Descriptor out(::memfd_create("text", MFD_CLOEXEC));
  for (std::size_t done = 0; out && done < bytes.size();) {
    const ssize_t put = ::write(out.get(), bytes.data() + done, bytes.size() - done);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) throw Error(cause_of_errno(errno), "the text cannot be handed to the worker");
    done += static_cast<std::size_t>(put);
  }
  if (!out) throw Error(cause_of_errno(errno), "the text cannot be handed to the worker");
  return out;
}

/// Opens a plain text: its stored bytes, if the file is one document, else the file itself.
void open_text(WorkerJob& job, const store::Store& store, const InputSource& source) {
  const auto take = [&](worker::Descriptor file) {
    const FileIdentity identity = read_identity(file.get());
    job.files.push_back({{source.info.sha256, identity}, std::move(file)});
  };
  job.source = source.info.sha256;
  const auto stored = store.texts(source.info.doc_id);
  if (stored && record::sha256(stored->as_read) == source.info.sha256)
    return take(open_bytes(stored->as_read));
  for (const store::SeenInput& input : store.pages().inputs_with(source.info.sha256)) {
    if (!catch_error([&] { take(open_unchanged(input.file, {input.sha256, input.stamp})); }))
      return;
  }
  throw make_refusal(both(
      "không còn tệp gốc, nên không làm lại được các dòng của tệp có nhiều văn bản này",
      "the source is gone, so the rows of this file with several documents cannot be made again"));
}

/// Throws unless the stored pages and restoration are those of the document.
void require_stored(const store::Store& store, const InputSource& source, const DocumentJob& job) {
  const bool has_pages =
      source.is_text() || (!job.pages.empty() && (!job.known || job.known->pages.empty() ||
                                                  job.known->pages == job.fingerprint.pages));
  if (has_pages && !store.pages().restoration(source.info.doc_id).empty()) return;
  throw make_refusal(both(
      "pages.db thiếu chữ đã đọc của tệp này; chạy codau run với tệp gốc và --redo rows rồi sửa "
      "lại",
      "pages.db lacks the text that was read in this file; run codau run over it with --redo rows, "
      "then correct it again"));
}

/// Maximum bytes of the corrected lines of a file. All lines travel in one frame
/// (worker::kMaxFrameBytes), which may need two bytes for one.
constexpr std::size_t kMaxLineBytes = std::size_t{4} << 20U;

/// Makes one file again.
class Remaking {
 public:
  Remaking(RunOptions options, store::Store& store, std::vector<std::string> documents)
      : options_(std::move(options)),
        store_(store),
        source_(source_of(store, documents)),
        stage_(options_),
        queue_(make_single_worker_options(options_.worker), hooks_),
        making_(stage_.plan(store, source_, {})) {
    making_->is_whole = false;  // no reading of a page is outdated by this
    making_->with_pdf = false;
    require_stored(store, source_, *making_);
  }

  /// Lets a worker make the documents. Stores nothing.
  void make(std::vector<record::LineCorrection> lines) {
    load_lexicons(queue_, stage_.lexicon_folders());
    load_restorer(queue_, options_.home, 1);
    WorkerJob job = stage_.job(store_, source_, making_);
    std::size_t bytes = 0;
    for (const record::LineCorrection& one : lines) bytes += one.read.size() + one.text.size();
    if (bytes > kMaxLineBytes)
      throw make_refusal(
          both("tệp này đã có quá nhiều dòng sửa", "too many lines of this file are corrected"));
    making_->lines = std::move(lines);
    job.source = source_.info.sha256 + " pages";
    if (source_.is_text()) open_text(job, store_, source_);
    std::optional<Error> why;
    queue_.start(std::move(job), [&](const JobOutcome& outcome) { why = outcome.error; });
    queue_.run_until_done([] { return false; });
    if (why) throw Error(*why);
  }

  /// Stores the documents with the edits. All of it is durable at once, or nothing.
  std::vector<std::string> save(const std::string& doc_id, const std::vector<std::string>& edits) {
    const std::string fingerprint = store_.fingerprint(source_.info.doc_id);
    if (making_->known) {  // the same pages and settings made it
      const std::string rules = stage_.keys().rules;
      making_->fingerprint = *making_->known;
      making_->fingerprint.rules = rules;
    }
    stage_.claim_results(store_, source_, *making_);
    store_.commit();
    const auto files = std::make_shared<io::AtomicFileBatch>();
    const auto is_whole = std::make_shared<bool>(false);
    store_.begin_batch([files, is_whole]() -> std::optional<Error> {
      if (!*is_whole) return Error(ErrorCode::kInternal, "documents that were not made again");
      return files->try_commit();
    });
    const auto why = catch_error([&] {
      store_.put_edits(doc_id, edits);
      stage_.save(store_, source_, {}, *making_, *files);
      if (making_->known && making_->known->is_of_older_form) keep_fingerprint(fingerprint);
    });
    if (why) throw Error(ErrorCode::kInternal, why->what());  // the batch must not be committed
    *is_whole = true;
    store_.commit();
    std::vector<std::string> out = store_.sub_documents(source_.info.doc_id);
    out.push_back(source_.info.doc_id);
    std::erase_if(out, [&](const std::string& one) { return !store_.has_document(one); });
    return out;
  }

 private:
  /// Keeps a fingerprint that has an older form: the next run must not make the file again.
  void keep_fingerprint(const std::string& fingerprint) {
    store_.save_fingerprint(source_.info.doc_id, fingerprint);
    for (const std::string& one : store_.sub_documents(source_.info.doc_id))
      if (store_.has_document(one)) store_.save_fingerprint(one, fingerprint);
  }

  const RunOptions options_;
  const RunHooks hooks_;
  store::Store& store_;
  const InputSource source_;
  const DocumentStage stage_;
  JobQueue queue_;
  std::shared_ptr<DocumentJob> making_;
};

/// Returns all documents of the file of a document, the first one first.
std::vector<std::string> documents_of_file(const store::Store& store, const std::string& doc_id) {
  const auto rows = store.rows_of(doc_id, record::TableId::kDocuments);
  if (rows.empty()) throw Error(ErrorCode::kInternal, "a document without its row");
  const std::string first =
      record::doc_id(record::ConstCells<Documents>(rows.front()).text(Documents::source_sha256));
  if (!store.has_document(first))
    throw make_refusal(
        both("văn bản đầu của tệp này đã được đưa ra khỏi kho, nên không sửa được dòng chữ",
             "the first document of this file was removed, so its lines cannot be "
             "corrected"));
  std::vector<std::string> out{first};
  for (std::string& one : store.sub_documents(first)) {
    if (store.has_document(one)) out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

RemakeFile make_file_remaker(InstallationHome home, fs::path out, fs::path worker) {
  return
      [home = std::move(home), out = std::move(out), worker = std::move(worker)](
          store::Store& store, const std::string& doc_id, const std::vector<std::string>& edits) {
        const std::vector<std::string> documents = documents_of_file(store, doc_id);
        RunOptions options;
        options.out = out;
        options.home = home;
        options.worker = worker;
        options.allow_secret = is_marked_secret(store, documents);
        Remaking remaking(std::move(options), store, documents);
        remaking.make(find_lines_of_file(store, documents.front(), EditsOfDocument{doc_id, edits}));
        return remaking.save(doc_id, edits);
      };
}

}  // namespace codau::pipeline

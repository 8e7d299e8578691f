#include "app/versions.h"

#include <unistd.h>

#include <string>

#include "app/installation.h"
#include "io/atomic_file.h"
#include "pipeline/inputs/models.h"
#include "pipeline/output/worker_engines.h"
#include "text/unicode.h"

namespace codau::app {

int print_versions(Language language) {
  std::string text = "codau " + std::string(pipeline::program_version()) + "\n";
  const pipeline::InstallationHome home = find_home({});
  text +=
      pipeline::query_reader_versions(find_worker(), home) + "\nICU " + text::icu_version() + "\n";
  const auto lexicons = pipeline::list_lexicon_folders(home, {}, {});
  for (const pipeline::ModelFile& file : pipeline::list_model_files(home, lexicons)) {
    text += file.name + " " + file.sha256 + "\n";
  }
  io::FileSink out(STDOUT_FILENO, pick(language, "đầu ra chuẩn", "standard output"));
  out.write(text);
  out.flush();
  return 0;
}

}  // namespace codau::app

#include "app/versions.h"

#include <cstdio>
#include <string>

#include "app/locate.h"
#include "core/error.h"
#include "core/message.h"
#include "pipeline/models.h"
#include "text/unicode.h"

namespace codau::app {

int print_versions() {
  std::string text = "codau " + std::string(pipeline::version()) + "\n";
  text += pipeline::reader_versions(find_worker()) + "\nICU " + text::icu_version() + "\n";
  for (const pipeline::ModelFile& file : pipeline::model_files(find_home({}))) {
    text += file.name + " " + file.sha256 + "\n";
  }
  if (std::fputs(text.c_str(), stdout) < 0 || std::fflush(stdout) != 0) {
    throw Error(ErrorCode::kOutput,
                both("không ghi được đầu ra chuẩn", "standard output cannot be written"));
  }
  return 0;
}

}  // namespace codau::app

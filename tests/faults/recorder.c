/* Loaded before the C library: writes down, in their order, all changes to the files of one folder.

   Built at run time by tests/faults/recording.py, which says what the records are. RELAPP_RECORD_FOLDER is the folder,
   RELAPP_RECORD_FILE where the records go. One lock makes the order of the records that of the changes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST 4096
#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static char *path_of[MOST];
static int appends[MOST];
static int out = -1;
static char folder[PATH_MAX];

static void raw(const void *data, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    const char *at = data;
    while (size) {
        ssize_t done = real(out, at, size);
        if (done <= 0) abort();
        at += done;
        size -= (size_t)done;
    }
}

__attribute__((constructor)) static void begin(void) {
    const char *where = getenv("RELAPP_RECORD_FOLDER"), *to = getenv("RELAPP_RECORD_FILE");
    if (!where || !to) return;
    int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open64");
    if (!realpath(where, folder)) return;
    out = real(to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* kind, length of the name, offset, length of the data; then name and data */
static void record(char kind, const char *name, int64_t offset, const void *data, size_t size) {
    struct { char kind; char pad[3]; uint32_t name; int64_t offset; uint64_t size; } head = {kind, {0}, 0, offset, size};
    head.name = (uint32_t)strlen(name);
    raw(&head, sizeof head);
    raw(name, head.name);
    raw(data, size);
}

/* The whole path of what lies in the folder or is the folder, else NULL. */
static const char *inside(const char *path, char *into) {
    if (out < 0 || !path) return NULL;
    if (path[0] == '/') snprintf(into, PATH_MAX, "%s", path);
    else {
        char here[PATH_MAX];
        if (!getcwd(here, sizeof here)) return NULL;
        if (snprintf(into, PATH_MAX, "%s/%s", here, path) >= PATH_MAX) return NULL;
    }
    size_t size = strlen(folder);
    while (strlen(into) > size && into[strlen(into) - 1] == '/') into[strlen(into) - 1] = 0;
    return !strncmp(into, folder, size) && (into[size] == '/' || !into[size]) ? into : NULL;
}

static int opened(int fd, const char *path, int flags, int was_there) {
    char whole[PATH_MAX];
    if (fd < 0 || fd >= MOST) return fd;
    free(path_of[fd]);
    path_of[fd] = NULL;
    if (!inside(path, whole)) return fd;
    path_of[fd] = strdup(whole);
    appends[fd] = flags & O_APPEND;
    if (flags & O_CREAT && !was_there) record('c', whole, 0, "", 0);
    if (flags & O_TRUNC && was_there) record('t', whole, 0, "", 0);
    return fd;
}

static int there(const char *path) {
    struct stat found;
    return !stat(path, &found);
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more); \
        pthread_mutex_lock(&lock); \
        int was_there = there(path), fd = opened(real(path, flags, mode), path, flags, was_there), kept = errno; \
        pthread_mutex_unlock(&lock); \
        errno = kept; \
        return fd; \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int at, const char *path, int flags, ...) { \
        REAL(name); \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more); \
        pthread_mutex_lock(&lock); \
        int was_there = there(path), fd = real(at, path, flags, mode), kept = errno; \
        if (at == AT_FDCWD || path[0] == '/') opened(fd, path, flags, was_there); \
        pthread_mutex_unlock(&lock); \
        errno = kept; \
        return fd; \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
    REAL(close);
    pthread_mutex_lock(&lock);
    if (fd >= 0 && fd < MOST) {
        free(path_of[fd]);
        path_of[fd] = NULL;
    }
    pthread_mutex_unlock(&lock);
    return real(fd);
}

static const char *name_of(int fd) { return fd >= 0 && fd < MOST ? path_of[fd] : NULL; }

ssize_t write(int fd, const void *data, size_t size) {
    REAL(write);
    if (!name_of(fd)) return real(fd, data, size);
    pthread_mutex_lock(&lock);
    struct stat found;
    int64_t at = appends[fd] && !fstat(fd, &found) ? found.st_size : lseek(fd, 0, SEEK_CUR);
    ssize_t done = real(fd, data, size);
    int kept = errno;
    if (done > 0) record('w', path_of[fd], at, data, (size_t)done);
    pthread_mutex_unlock(&lock);
    errno = kept;
    return done;
}

#define PWRITE(name, type) \
    ssize_t name(int fd, const void *data, size_t size, type at) { \
        REAL(name); \
        if (!name_of(fd)) return real(fd, data, size, at); \
        pthread_mutex_lock(&lock); \
        ssize_t done = real(fd, data, size, at); \
        int kept = errno; \
        if (done > 0) record('w', path_of[fd], at, data, (size_t)done); \
        pthread_mutex_unlock(&lock); \
        errno = kept; \
        return done; \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define TOLD(name, kind, arguments, call, fd, at) \
    int name arguments { \
        REAL(name); \
        if (!name_of(fd)) return real call; \
        pthread_mutex_lock(&lock); \
        int done = real call, kept = errno; \
        if (!done) record(kind, path_of[fd], at, "", 0); \
        pthread_mutex_unlock(&lock); \
        errno = kept; \
        return done; \
    }
TOLD(ftruncate, 't', (int fd, off_t size), (fd, size), fd, size)
TOLD(ftruncate64, 't', (int fd, off64_t size), (fd, size), fd, size)
TOLD(fsync, 's', (int fd), (fd), fd, 0)
TOLD(fdatasync, 's', (int fd), (fd), fd, 0)

int unlink(const char *path) {
    REAL(unlink);
    char whole[PATH_MAX];
    pthread_mutex_lock(&lock);
    int done = real(path), kept = errno;
    if (!done && inside(path, whole)) record('u', whole, 0, "", 0);
    pthread_mutex_unlock(&lock);
    errno = kept;
    return done;
}

int rename(const char *from, const char *to) {
    REAL(rename);
    char whole[PATH_MAX], target[PATH_MAX];
    pthread_mutex_lock(&lock);
    int done = real(from, to), kept = errno;
    if (!done && inside(from, whole) && inside(to, target)) {
        record('r', whole, 0, target, strlen(target));
        for (int fd = 0; fd < MOST; fd++)
            if (path_of[fd] && !strcmp(path_of[fd], whole)) {
                free(path_of[fd]);
                path_of[fd] = strdup(target);
            }
    }
    pthread_mutex_unlock(&lock);
    errno = kept;
    return done;
}

int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    char whole[PATH_MAX];
    pthread_mutex_lock(&lock);
    int done = real(path, mode), kept = errno;
    if (!done && inside(path, whole)) record('d', whole, 0, "", 0);
    pthread_mutex_unlock(&lock);
    errno = kept;
    return done;
}

/* What copies files without write() would go unseen. */
ssize_t sendfile(int to, int from, off_t *at, size_t size) {
    (void)to; (void)from; (void)at; (void)size;
    errno = ENOSYS;
    return -1;
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t size) { return sendfile(to, from, (off_t *)at, size); }
ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t size, unsigned flags) {
    (void)from; (void)a; (void)to; (void)b; (void)size; (void)flags;
    errno = ENOSYS;
    return -1;
}

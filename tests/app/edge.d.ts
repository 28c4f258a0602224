// What Edge has and TypeScript's own declarations lack (File System Access API).

interface Window {
  showOpenFilePicker(options?: object): Promise<FileSystemFileHandle[]>;
  showSaveFilePicker(options?: object): Promise<FileSystemFileHandle>;
  showDirectoryPicker(options?: object): Promise<FileSystemDirectoryHandle>;
}

interface FileSystemHandle {
  requestPermission(options: object): Promise<string>;
}

interface DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

# A golden image. One build for two sources, one at a time:
#   -only=qemu.golden         from the folder that 'base' makes: see 'demo'
#   -only=amazon-ebs.golden   an AMI, from Debian's own
# packer 1.7 and later want 'packer init plugins' first. What each step is for: src/docs/PIPELINE.md

variable "package" {
  type        = string
  description = "The agent's .deb."
}

variable "config" {
  type        = string
  default     = ""
  description = "Its configuration, a file called agent.yaml, that the golden covers. By default the package's own."
}

variable "packages" {
  type        = string
  default     = "rsyslog"
  description = "What the image needs from Debian, separated by spaces."
}

variable "public_key" {
  type        = string
  description = "A file NAME.pub: whose goldens the image accepts."
}

variable "signing_key" {
  type        = string
  description = "A file NAME.key, or the URI of a key service such as awskms:///alias/NAME: see steps/sign."
}

variable "signer" {
  type        = string
  default     = ""
  description = "The program that signs, here and not in the image: sbom-agent or cosign. By default the key decides."
}

variable "syft" {
  type        = string
  default     = ""
  description = "A static syft to scan with, a file of that name. By default the agent's own baseline."
}

variable "output" {
  type        = string
  description = "A folder that exists: for the signed golden, and of qemu disk/golden.raw and the console."
}

variable "base" {
  type        = string
  default     = ""
  description = "For qemu, the folder of disk.raw, vmlinuz and initrd."
}

variable "login_key" {
  type        = string
  default     = ""
  description = "For qemu, a throw-away private SSH key, its public half beside it with .pub."
}

variable "accelerator" {
  type        = string
  default     = "tcg"
  description = "For qemu, kvm where there is one; tcg works everywhere, and takes minutes."
}

variable "cpu" {
  type        = string
  default     = "Nehalem"
  description = "For qemu, host with kvm; the old one is what tcg is fastest at."
}

variable "region" {
  type    = string
  default = "eu-central-1"
}

variable "instance_type" {
  type    = string
  default = "t3.small"
}

locals {
  steps  = "${path.root}/steps"
  golden = "${var.output}/golden.cdx.json"
  config = var.config != "" ? var.config : "${path.root}/../../agent/etc/sbom-agent/agent.yaml"

  # in the image, and gone at the end
  folder  = "/tmp/golden"
  as_root = "chmod +x {{ .Path }}; as=; [ $(id -u) = 0 ] || as=sudo; $as env {{ .Vars }} {{ .Path }}"
}

source "qemu" "golden" {
  iso_url          = "${var.base}/disk.raw"
  iso_checksum     = "none"
  disk_image       = true
  skip_resize_disk = true
  format           = "raw"
  output_directory = "${var.output}/disk"
  vm_name          = "golden.raw"

  # what the image frees, its copy on this machine forgets
  disk_discard        = "unmap"
  accelerator         = var.accelerator
  cpus                = 2
  memory              = 2048
  boot_wait           = "1s"
  headless            = true
  use_default_display = true
  disk_interface      = "virtio"
  disk_cache          = "unsafe"
  net_device          = "virtio-net"
  qemuargs = [
    ["-cpu", var.cpu],
    ["-display", "none"],
    ["-kernel", "${var.base}/vmlinuz"],
    ["-initrd", "${var.base}/initrd"],
    ["-append", "root=/dev/vda rw console=ttyS0 quiet loglevel=4 mitigations=off \"systemd.set_credential=ssh.authorized_keys.root:${chomp(file("${var.login_key}.pub"))}\""],
    ["-netdev", "user,id=user.0,hostfwd=tcp:127.0.0.1:{{ .SSHHostPort }}-:22"],
    ["-serial", "file:${var.output}/console"],
  ]

  ssh_username           = "root"
  ssh_private_key_file   = var.login_key
  ssh_timeout            = "10m"
  ssh_handshake_attempts = 100
  shutdown_command       = "systemctl poweroff"
  shutdown_timeout       = "5m"
}

source "amazon-ebs" "golden" {
  region        = var.region
  instance_type = var.instance_type
  ami_name      = "golden-${formatdate("YYYYMMDDhhmmss", timestamp())}"
  encrypt_boot  = true

  # of Debian's own account: https://wiki.debian.org/Cloud/AmazonEC2Image
  source_ami_filter {
    filters = {
      name                = "debian-12-amd64-*"
      root-device-type    = "ebs"
      virtualization-type = "hvm"
    }
    owners      = ["136693071363"]
    most_recent = true
  }

  ssh_username = "admin"
}

build {
  sources = ["source.qemu.golden", "source.amazon-ebs.golden"]

  # first what the golden shall cover: packages, the agent, its configuration, the key that it trusts
  provisioner "shell" {
    execute_command = "${local.as_root} ${var.packages}"
    script          = "${local.steps}/packages"
  }
  provisioner "shell" {
    inline = ["mkdir -m 700 ${local.folder}"]
  }
  provisioner "file" {
    sources     = compact([var.package, local.config, var.public_key, var.syft])
    destination = "${local.folder}/"
  }
  provisioner "shell" {
    execute_command = "${local.as_root} ${local.folder}"
    script          = "${local.steps}/install"
  }

  # then the golden, signed where the private key is: here
  provisioner "shell" {
    execute_command = "${local.as_root} ${local.folder}"
    script          = "${local.steps}/scan"
  }
  provisioner "file" {
    direction   = "download"
    source      = "${local.folder}/golden.cdx.json"
    destination = local.golden
  }
  provisioner "shell-local" {
    environment_vars = ["SIGNER=${var.signer}"]
    inline           = ["'${local.steps}/sign' '${local.golden}' '${var.signing_key}'"]
  }
  provisioner "file" {
    sources     = [local.golden, "${local.golden}.sigstore.json"]
    generated   = true
    destination = "${local.folder}/"
  }
  provisioner "shell" {
    execute_command = "${local.as_root} ${local.folder}"
    script          = "${local.steps}/place"
  }

  # no image without it
  provisioner "shell" {
    execute_command = local.as_root
    script          = "${local.steps}/accept"
  }

  # last, as nothing can be done with the machine any more
  provisioner "shell" {
    execute_command = "${local.as_root} ${local.folder}"
    script          = "${local.steps}/clean"
  }
}
